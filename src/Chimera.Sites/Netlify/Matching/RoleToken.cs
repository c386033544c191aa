using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>
/// The roles in the cookie <c>nf_jwt</c>. Asked for are three parts, a header that names <c>alg</c> HS256 and any <c>typ</c>, the
/// signature, and an <c>exp</c> that lies ahead; <c>nbf</c> is not looked at.
/// </summary>
internal static class RoleToken
{
    public const string Cookie = "nf_jwt";

    /// <summary>Empty for a token that is not to be believed.</summary>
    public static string[] Roles(string token, MatchSettings settings) => Believed(token, settings) ?? [];

    /// <summary>The roles of a token, which may be none; null when it is not to be believed.</summary>
    public static string[]? Believed(string token, MatchSettings settings)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !IsSigned(token, parts, settings.JwtSecret))
        {
            return null;
        }

        using var header = Read(parts[0]);
        using var claims = Read(parts[1]);
        return header is not null && claims is not null && IsHs256(header.RootElement) && IsAlive(claims.RootElement, settings.Clock)
            ? RolesIn(claims.RootElement, settings.JwtRolePath)
            : null;
    }

    private static bool IsSigned(string token, string[] parts, string secret)
    {
        if (!Base64Url.IsValid(parts[2]) || parts[2].Contains('=', StringComparison.Ordinal))
        {
            return false;
        }

        var signed = Encoding.UTF8.GetBytes(token[..(parts[0].Length + 1 + parts[1].Length)]);
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return CryptographicOperations.FixedTimeEquals(expected, Base64Url.DecodeFromChars(parts[2]));
    }

    private static JsonDocument? Read(string part)
    {
        try
        {
            return Base64Url.IsValid(part) ? JsonDocument.Parse(Base64Url.DecodeFromChars(part)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsHs256(JsonElement header) =>
        header.ValueKind == JsonValueKind.Object
        && header.TryGetProperty("alg", out var alg) && alg.ValueKind == JsonValueKind.String
        && string.Equals(alg.GetString(), "HS256", StringComparison.OrdinalIgnoreCase)
        && header.TryGetProperty("typ", out var type) && type.ValueKind == JsonValueKind.String;

    private static bool IsAlive(JsonElement claims, TimeProvider clock) =>
        claims.ValueKind == JsonValueKind.Object
        && claims.TryGetProperty("exp", out var expires) && expires.ValueKind == JsonValueKind.Number
        && expires.TryGetInt64(out var at) && at > clock.GetUtcNow().ToUnixTimeSeconds();

    private static string[] RolesIn(JsonElement claims, string path)
    {
        foreach (var step in path.Split('.'))
        {
            if (claims.ValueKind != JsonValueKind.Object || !claims.TryGetProperty(step, out claims))
            {
                return [];
            }
        }

        return claims.ValueKind switch
        {
            JsonValueKind.String => [claims.GetString()!],
            JsonValueKind.Array =>
                [.. from role in claims.EnumerateArray() where role.ValueKind == JsonValueKind.String select role.GetString()],
            _ => [],
        };
    }
}
