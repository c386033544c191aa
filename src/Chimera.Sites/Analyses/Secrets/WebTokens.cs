using System.Buffers.Text;
using System.Text.Json;

namespace Chimera.Sites.Analyses.Secrets;

/// <summary>JSON web tokens (RFC 7519). Most in pages are meant to be seen; one that says it is for a server alone is not.</summary>
internal static class WebTokens
{
    private const int MaxLength = 8_192;

    public static (string What, bool IsCertain)? Name(ReadOnlySpan<char> token)
    {
        var first = token.IndexOf('.');
        if (token.Length > MaxLength || first < 0 || token[(first + 1)..].IndexOf('.') is not (> 0 and var length))
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Slice(first + 1, length)));
            return claims.RootElement.ValueKind == JsonValueKind.Object
                && claims.RootElement.TryGetProperty("role", out var role)
                && role.ValueKind == JsonValueKind.String
                && role.ValueEquals("service_role")
                ? ("a service_role key, which passes every access rule of the database", true)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
