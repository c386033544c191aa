using System.Text;

namespace Chimera.Sites.Analyses.Rules;

/// <summary>An address as a browser would send it after it was typed.</summary>
/// <param name="Path">Percent-encoded where a browser does that, without dot segments.</param>
/// <param name="Query">Without the question mark.</param>
internal sealed record ProbeAddress(string Scheme, string Host, string Path, string Query)
{
    public const string DefaultHost = "site.example";

    private static readonly AsciiSet PlainInQueries = AsciiSet.Printable.Without(" \"<>");
    private static readonly AsciiSet PlainInPaths = AsciiSet.Printable.Without(" \"<>`{}");
    private static readonly AsciiSet NotInHosts = new(" <>^|%\\*");

    /// <summary>Null when it is no address.</summary>
    public static ProbeAddress? Parse(string text)
    {
        text = text.Split('#')[0];
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : text[(question + 1)..];
        text = question < 0 ? text : text[..question];
        var (scheme, host) = ("https", DefaultHost);
        if (SchemeOf(text) is { } written)
        {
            (scheme, text) = (written, text[(written.Length + 1)..]);
            if (!text.StartsWith("//", StringComparison.Ordinal))
            {
                return null;
            }
        }

        if (text.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = text.IndexOf('/', 2);
            host = slash < 0 ? text[2..] : text[2..slash];
            text = slash < 0 ? "/" : text[slash..];
            if (host.Length == 0 || host.AsSpan().ContainsAny(NotInHosts))
            {
                return null;
            }
        }

        return new ProbeAddress(scheme, host.ToLowerInvariant(), Normal(text), Encoded(query, PlainInQueries));
    }

    private static string? SchemeOf(string text) =>
        text.StartsWith("https:", StringComparison.Ordinal) ? "https" : text.StartsWith("http:", StringComparison.Ordinal) ? "http" : null;

    private static string Normal(string path)
    {
        path = Encoded(path.Replace('\\', '/'), PlainInPaths);
        path = path.StartsWith('/') ? path : "/" + path;
        if (!path.Contains("/.", StringComparison.Ordinal))
        {
            return path;
        }

        var parts = path[1..].Split('/');
        List<string> kept = [];
        for (var at = 0; at < parts.Length; at++)
        {
            var last = at == parts.Length - 1;
            if (parts[at] is not ("." or ".."))
            {
                kept.Add(parts[at]);
                continue;
            }

            if (parts[at] == ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }

            if (last)
            {
                kept.Add("");
            }
        }

        return "/" + string.Join('/', kept);
    }

    private static string Encoded(string text, AsciiSet plain)
    {
        if (!text.AsSpan().ContainsAnyExcept(plain))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 16);
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            if (plain.Contains((char)one))
            {
                encoded.Append((char)one);
            }
            else
            {
                encoded.Append('%').Append(one.ToString("X2", null));
            }
        }

        return encoded.ToString();
    }
}
