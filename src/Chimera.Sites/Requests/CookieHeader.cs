using System.Collections.ObjectModel;

namespace Chimera.Sites.Requests;

/// <summary>Reads the <c>Cookie</c> header (RFC 6265, section 4.2): pairs parted by semicolons, values percent-decoded.</summary>
public static class CookieHeader
{
    public static IReadOnlyDictionary<string, string> Parse(string? header)
    {
        if (string.IsNullOrEmpty(header))
        {
            return ReadOnlyDictionary<string, string>.Empty;
        }

        var cookies = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in header.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            cookies[equals < 0 ? pair : pair[..equals]] = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..]);
        }

        return cookies;
    }
}
