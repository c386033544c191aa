using System.Text.Json;

namespace Chimera.Agreement.Comparison;

/// <summary>A request, as one writes it down.</summary>
internal static class RequestLine
{
    public static string Of(JsonElement request)
    {
        var method = request.TryGetProperty("method", out var given) ? given.GetString() : "GET";
        var extra = from property in request.EnumerateObject()
                    where property.Name is not ("method" or "url")
                    select $"{property.Name} {property.Value.GetRawText()}";
        return $"{method} {request.GetProperty("url").GetString()} {string.Join(", ", extra)}".TrimEnd();
    }
}
