using System.Collections.Immutable;
using System.Text;

namespace Chimera.Sites.Netlify.JavaScript;

/// <summary><c>application/x-www-form-urlencoded</c>, as <c>URLSearchParams</c> reads and writes it (URL Standard, section 5).</summary>
internal static class UrlSearchParams
{
    /// <summary>It has no pair.</summary>
    public static bool IsEmpty(string? query) => query is null || !query.AsSpan().ContainsAnyExcept('&');

    public static ImmutableArray<KeyValuePair<string, string>> Parse(string? query)
    {
        if (string.IsNullOrEmpty(query))
        {
            return [];
        }

        var pairs = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var range in query.AsSpan().Split('&'))
        {
            var piece = query[range];
            if (piece.Length == 0)
            {
                continue;
            }

            var equals = piece.IndexOf('=', StringComparison.Ordinal);
            pairs.Add(new(
                UrlEncoding.Decode(equals < 0 ? piece : piece[..equals], plusIsSpace: true),
                equals < 0 ? "" : UrlEncoding.Decode(piece[(equals + 1)..], plusIsSpace: true)));
        }

        return pairs.ToImmutable();
    }

    public static string Write(ImmutableArray<KeyValuePair<string, string>> pairs)
    {
        var written = new StringBuilder();
        foreach (var (key, value) in pairs)
        {
            written.Append(written.Length == 0 ? "" : "&").Append(Encode(key)).Append('=').Append(Encode(value));
        }

        return written.ToString();
    }

    private static string Encode(string text) => UrlEncoding.Encode(text, UrlEncoding.Form, spaceIsPlus: true);
}
