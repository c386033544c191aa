using System.Text.Json;

namespace Chimera.Agreement.Comparison;

/// <summary>Equality of JSON texts, and where two of them part.</summary>
internal static class Json
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 8192 };

    /// <summary>The same values; the order of an object's keys means nothing, that of a list does.</summary>
    public static bool Same(string one, string other)
    {
        if (string.Equals(one, other, StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            using var left = JsonDocument.Parse(one, Deep);
            using var right = JsonDocument.Parse(other, Deep);
            return JsonElement.DeepEquals(left.RootElement, right.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The first place where two texts differ, and what each has there.</summary>
    public static (string Path, string One, string Other) FirstDifference(string one, string other)
    {
        try
        {
            using var left = JsonDocument.Parse(one, Deep);
            using var right = JsonDocument.Parse(other, Deep);
            return Walk(left.RootElement, right.RootElement, "");
        }
        catch (JsonException)
        {
            return ("", one, other);
        }
    }

    private static (string Path, string One, string Other) Walk(JsonElement left, JsonElement right, string path)
    {
        if (left.ValueKind == JsonValueKind.Object && right.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in left.EnumerateObject().Concat(right.EnumerateObject()).Select(property => property.Name)
                .Distinct(StringComparer.Ordinal))
            {
                var below = $"{path}.{name}";
                if (!left.TryGetProperty(name, out var one))
                {
                    return (below, "(absent)", right.GetProperty(name).GetRawText());
                }

                if (!right.TryGetProperty(name, out var other))
                {
                    return (below, one.GetRawText(), "(absent)");
                }

                if (!Same(one.GetRawText(), other.GetRawText()))
                {
                    return Walk(one, other, below);
                }
            }
        }

        if (left.ValueKind == JsonValueKind.Array && right.ValueKind == JsonValueKind.Array)
        {
            var most = Math.Max(left.GetArrayLength(), right.GetArrayLength());
            for (var i = 0; i < most; i++)
            {
                var below = $"{path}[{i}]";
                if (i >= left.GetArrayLength())
                {
                    return (below, "(absent)", right[i].GetRawText());
                }

                if (i >= right.GetArrayLength())
                {
                    return (below, left[i].GetRawText(), "(absent)");
                }

                if (!Same(left[i].GetRawText(), right[i].GetRawText()))
                {
                    return Walk(left[i], right[i], below);
                }
            }
        }

        return (path, left.GetRawText(), right.GetRawText());
    }
}
