using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>Ill-typed values as the matcher's JSON library (jsoncpp) turns them into text.</summary>
internal static class JsonText
{
    /// <summary>Null for a list or a table, of which it makes an exception.</summary>
    public static string? Of(JsonNode? value) => value switch
    {
        null => "",
        JsonValue single => Of(Element(single)),
        _ => null,
    };

    public static JsonElement Element(JsonNode? value) => JsonElement.Parse(value?.ToJsonString() ?? "null");

    private static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => Number(value),
        _ => "",
    };

    private static string Number(JsonElement value)
    {
        var number = value.GetDouble();
        if (Math.Abs(number) < 1e21 && Math.Truncate(number) == number)
        {
            var whole = new System.Numerics.BigInteger(number);
            if (value.TryGetInt64(out var signed))
            {
                return signed.ToString(CultureInfo.InvariantCulture);
            }

            return whole <= ulong.MaxValue && whole >= long.MinValue ? whole.ToString(CultureInfo.InvariantCulture) : General(number);
        }

        return General(number);
    }

    /// <summary>As C's <c>%.17g</c>.</summary>
    private static string General(double number)
    {
        var text = number.ToString("E16", CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent is < -4 or >= 17)
        {
            var digits = text[..exponentAt].TrimEnd('0').TrimEnd('.');
            return FormattableString.Invariant($"{digits}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        var fixedPoint = number.ToString("F" + Math.Max(0, 16 - exponent), CultureInfo.InvariantCulture);
        return fixedPoint.Contains('.', StringComparison.Ordinal) ? fixedPoint.TrimEnd('0').TrimEnd('.') : fixedPoint;
    }
}
