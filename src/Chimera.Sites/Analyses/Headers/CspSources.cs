using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Chimera.Sites.Analyses.Pages;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>What a directive allows (Content Security Policy Level 3, §6.7.2).</summary>
internal sealed class CspSources(ImmutableArray<string> sources)
{
    /// <summary>Something that a server fills in for each answer stands where the nonce should be.</summary>
    public bool HasNonceToCome => sources.Any(source => IsNonce(source) && source.AsSpan(7).ContainsAny("{$<%"));

    /// <summary>Code in the page itself.</summary>
    /// <param name="hashes">The digest of code of this sort counts; otherwise only with <c>'unsafe-hashes'</c>.</param>
    public bool AllowsInline(string code, string? nonce, bool hashes)
    {
        var strict = sources.Any(source => IsNonce(source) || IsHash(source)) || Has("'strict-dynamic'");
        return (Has("'unsafe-inline'") && !strict)
            || (hashes && AllowsNonce(nonce))
            || ((hashes || Has("'unsafe-hashes'")) && sources.Where(IsHash).Any(hash => Digest(hash, code)));
    }

    /// <param name="trustsDynamic">The directive is for scripts, where <c>'strict-dynamic'</c> makes hosts count for nothing.</param>
    public bool AllowsUrl(WebAddress target, string? nonce, string? integrity, bool trustsDynamic)
    {
        if (AllowsNonce(nonce) || (trustsDynamic && AllowsIntegrity(integrity)))
        {
            return true;
        }

        return !(trustsDynamic && Has("'strict-dynamic'")) && sources.Any(source => Matches(source, target));
    }

    private bool Has(string keyword) => sources.Contains(keyword, StringComparer.OrdinalIgnoreCase);

    private bool AllowsNonce(string? nonce) =>
        !string.IsNullOrEmpty(nonce) && sources.Any(source => IsNonce(source) && source[7..^1] == nonce);

    private bool AllowsIntegrity(string? integrity) =>
        integrity is { Length: > 0 }
            && integrity.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(digest => sources.Contains($"'{digest.Split('?')[0]}'"));

    private static bool IsNonce(string source) =>
        source.Length > 8 && source.StartsWith("'nonce-", StringComparison.OrdinalIgnoreCase) && source[^1] == '\'';

    private static bool IsHash(string source) =>
        source.Length > 9 && source[^1] == '\'' && (source.StartsWith("'sha256-", StringComparison.OrdinalIgnoreCase)
            || source.StartsWith("'sha384-", StringComparison.OrdinalIgnoreCase)
            || source.StartsWith("'sha512-", StringComparison.OrdinalIgnoreCase));

    /// <summary>What to write to allow this code.</summary>
    public static string HashOf(string code) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Bytes(code)))}'";

    // A browser normalises newlines before anything else.
    private static byte[] Bytes(string code) =>
        Encoding.UTF8.GetBytes(code.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));

    private static bool Digest(string source, string code)
    {
        var bytes = Bytes(code);
        var digest = char.ToUpperInvariant(source[4]) switch
        {
            '2' => SHA256.HashData(bytes),
            '3' => SHA384.HashData(bytes),
            _ => SHA512.HashData(bytes),
        };
        return Convert.ToBase64String(digest).TrimEnd('=') == source[8..^1].Replace('-', '+').Replace('_', '/').TrimEnd('=');
    }

    private static bool Matches(string source, WebAddress target)
    {
        if (source == "*")
        {
            return target.IsWeb;
        }

        if (source[0] == '\'')
        {
            return target.IsLocal && source.Equals("'self'", StringComparison.OrdinalIgnoreCase);
        }

        if (source[^1] == ':' && !source.Contains('/', StringComparison.Ordinal))
        {
            return SchemeMatches(source[..^1], target.Scheme);
        }

        // The site's own domain may stand there: which one it is, its folder does not say.
        return target.IsWeb && (target.IsLocal || HostMatches(source, target));
    }

    private static bool HostMatches(string source, WebAddress target)
    {
        var end = source.IndexOf("://", StringComparison.Ordinal);
        if (end >= 0 && !SchemeMatches(source[..end], target.Scheme))
        {
            return false;
        }

        var rest = end < 0 ? source : source[(end + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (host, path) = slash < 0 ? (rest, "") : (rest[..slash], rest[slash..]);
        var colon = host.LastIndexOf(':');
        var port = colon < 0 ? null : host[(colon + 1)..];
        host = colon < 0 ? host : host[..colon];
        return HostIs(host, target.Host!)
            && (port is null ? target.Port is null or "443" or "80" : port == "*" || port == (target.Port ?? "443"))
            && (path is "" or "/" || (path[^1] == '/' ? target.Path.StartsWith(path, StringComparison.Ordinal) : target.Path == path));
    }

    private static bool HostIs(string pattern, string host) =>
        pattern == "*" || (pattern.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase) && host.Length > pattern.Length - 1
            : host.Equals(pattern, StringComparison.OrdinalIgnoreCase));

    private static bool SchemeMatches(string source, string scheme) =>
        source.ToLowerInvariant() is var wanted && (wanted == scheme || (wanted, scheme) is ("http", "https") or ("ws", "wss"));
}
