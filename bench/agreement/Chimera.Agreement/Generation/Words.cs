namespace Chimera.Agreement.Generation;

/// <summary>Pieces that paths, addresses, names and values are made of; some of them odd.</summary>
internal sealed class Words(Chance chance)
{
    private static readonly string[] Segments =
    [
        "a", "b", "old", "new", "blog", "news", "docs", "api", "v1", "x", "index.html", "about.html", "page", "en", "de", "A", "Blog",
    ];

    private static readonly string[] OddSegments =
    [
        "a%20b", "naïve", "caf%C3%A9", "a.b", "a+b", "(x)", "[y]", "$z", "%2F", "a&b", "..", ".", "*.php", "x*", "*", ":id.html", "n-:y",
        ":splat",
        "a,b", "a;b", "'q'", "a|b", "a^b", "{c}", "~u", "@v", "日本", "a=b", "%zz", "#f", "a?b=1", "\\w", "_headers", "a\u00a0b",
    ];

    public string Segment() => chance.Percent(8) ? chance.In(OddSegments) : chance.In(Segments);

    public string Path()
    {
        var depth = chance.Of(0, 1, 1, 1, 2, 2, 3, 4);
        var path = "/" + string.Join('/', Enumerable.Range(0, depth).Select(_ => Segment()));
        return chance.OneIn(6) && depth > 0 ? path + "/" : path;
    }

    /// <summary>What a rule matches.</summary>
    public string From() => chance.Below(20) switch
    {
        < 7 => Path(),
        < 11 => Path().TrimEnd('/') + "/*",
        11 => "/*",
        12 => Path().TrimEnd('/') + "/:id",
        13 => $"/{Segment()}/:year/:month/{Segment()}",
        14 => $"/{Segment()}/*/{Segment()}",
        15 => $"/:lang/{Segment()}/*",
        16 => Host() + Path(),
        17 => Host() + "/*",
        18 => chance.Of("/", "//", "/a//b", "/.netlify/x", "/.netlifyfoo", "a/b", "*", "/*/", "/:a/:ab", "/:x/:x", "/a*b", "/**",
            "/index.html"),
        _ => Path().ToUpperInvariant(),
    };

    /// <summary>Where a rule leads.</summary>
    public string To() => chance.Below(20) switch
    {
        < 7 => Path(),
        < 10 => Path().TrimEnd('/') + "/:splat",
        10 => "/index.html",
        11 => "/404.html",
        12 => $"/{Segment()}/:id",
        13 => $"/{Segment()}/:month/:year",
        14 => Host() + Path(),
        15 => Host() + "/:splat",
        16 => $"{Path()}?{Pair()}",
        17 => $"{Path()}#{Segment()}",
        18 => chance.Of("/.netlify/functions/hello", "//evil.example/x", "/:splatter", "/:unknown", "/*", "/a b", "/?", "/#", "/é",
            "https://", "/x?y=:splat#z"),
        _ => $"/{Segment()}?{Pair()}&{Pair()}#{Segment()}",
    };

    public string Host() => chance.Of("https://", "http://", "https://", "HTTPS://")
        + chance.Of("site.example", "www.site.example", "other.example", "Site.Example", "localhost", "site.example:8080",
            "münchen.example", "a.netlify.app");

    public string Pair() => chance.Of("id", "page", "q", "utm_source", "a", "b", "p") + "=" + QueryValue();

    public string QueryValue() => chance.Of(":id", ":page", "1", "news", "", "a%20b", ":a", "*", "x", "a=b", "/about", "é");

    public string Status() => chance.Percent(85)
        ? chance.Of("301", "302", "200", "404", "301!", "302!", "200!", "307", "308", "410")
        : chance.Of("0", "-1", "999", "302abc", "301.5", "abc", "!", "!301", "404!", "204", "500", "3e2", "0x12d", "301!!", "400", "300");

    public string Countries() => chance.Of("us", "US", "de,at,ch", "DE", "cn,hk,tw", "", "fr, be", "zz");

    public string Languages() => chance.Of("en", "fr", "de,fr", "pt-BR", "EN", "zh-Hans", "");

    public string Roles() => chance.Of("admin", "admin,editor", "Admin", "user", "");

    public string HeaderName() => chance.Percent(92)
        ? chance.Of("X-Frame-Options", "Cache-Control", "x-a", "X-A", "Content-Security-Policy", "Link", "Access-Control-Allow-Origin",
            "Basic-Auth", "X-Robots-Tag")
        : chance.Of("", " ", "undefined", "X A", "x:y", "Ünï", "__proto__", "constructor", "1", "Set-Cookie");

    public string HeaderValue() => chance.Percent(90)
        ? chance.Of("DENY", "public, max-age=0", "max-age=31536000,immutable", "default-src 'self'; img-src *",
            "</a.css>; rel=preload; as=style", "*", "1", "noindex")
        : chance.Of("", " ", ":", "a , b,c ,", "é", "a:b:c", ",", "  spaced   out  ", "\ttab\t", "#x");

    /// <summary>The path pattern of a header block.</summary>
    public string HeaderPath() => chance.Percent(80)
        ? chance.Of("/*", "/", "/*.css", "/assets/*", "/blog/:slug", "/index.html", "/api/*", "/docs/*/x") + chance.Of("", "", "", "/")
        : chance.Of("/a*b", "/a/*/b/*", "//", "/a//b", "/:x/:y", "/a.b", "/a+b", "/(x)", "/[y]*", "/a*(", "/x\\y*", "*", "a", "",
            "https://site.example/*", "/é*", "/*/*", "/a b/*", "/A/");
}
