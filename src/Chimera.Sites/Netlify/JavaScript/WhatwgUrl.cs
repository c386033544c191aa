using System.Globalization;

namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>A URL as browsers and node take it apart (URL Standard, section 4). Made by <see cref="WhatwgUrlParser"/>.</summary>
internal sealed class WhatwgUrl
{
    /// <summary>In lower case, without the colon.</summary>
    public required string Scheme { get; init; }

    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Serialised, without the port; null when there is none.</summary>
    public string? HostName { get; set; }

    /// <summary>Null when it is the scheme's own.</summary>
    public int? Port { get; set; }

    /// <summary>The segments of the path; empty when the path is opaque.</summary>
    public List<string> Segments { get; } = [];

    /// <summary>The path of a URL like <c>mailto:x</c>; null for any other.</summary>
    public string? OpaquePath { get; set; }

    /// <summary>Without the question mark; null when there is none.</summary>
    public string? Query { get; set; }

    /// <summary>Without the number sign; null when there is none.</summary>
    public string? Fragment { get; set; }

    public bool IsSpecial => IsSpecialScheme(Scheme);

    public string Host =>
        HostName is null ? "" : Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{HostName}:{port}") : HostName;

    public string PathName => OpaquePath ?? (Segments.Count == 0 ? "" : "/" + string.Join('/', Segments));

    /// <summary>With the question mark; empty when nothing follows it.</summary>
    public string Search => string.IsNullOrEmpty(Query) ? "" : "?" + Query;

    /// <summary>With the number sign; empty when nothing follows it.</summary>
    public string Hash => string.IsNullOrEmpty(Fragment) ? "" : "#" + Fragment;

    public string Href
    {
        get
        {
            var credentials = UserName.Length == 0 && Password.Length == 0 ? "" : Password.Length == 0
                ? UserName + "@" : $"{UserName}:{Password}@";
            var authority = HostName is not null ? $"//{credentials}{Host}" : OpaquePath is null && Segments is ["", _, ..] ? "/." : "";
            var query = Query is null ? "" : "?" + Query;
            var fragment = Fragment is null ? "" : "#" + Fragment;
            return $"{Scheme}:{authority}{PathName}{query}{fragment}";
        }
    }

    public override string ToString() => Href;

    /// <returns>Null when the text is not a URL.</returns>
    public static WhatwgUrl? Parse(string text, WhatwgUrl? relativeTo = null) => new WhatwgUrlParser(relativeTo).Parse(text);

    public static bool IsSpecialScheme(string scheme) => scheme is "http" or "https" or "ws" or "wss" or "ftp" or "file";

    public static int? DefaultPort(string scheme) => scheme switch
    {
        "http" or "ws" => 80,
        "https" or "wss" => 443,
        "ftp" => 21,
        _ => null,
    };
}
