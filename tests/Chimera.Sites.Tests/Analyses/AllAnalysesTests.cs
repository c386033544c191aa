using Chimera.Sites.Analyses;
using Chimera.Sites.Findings;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Analyses;

public sealed class AllAnalysesTests
{
    [Theory]
    [InlineData(Platform.Netlify)]
    [InlineData(Platform.Render)]
    [InlineData(Platform.GithubPages)]
    [InlineData(Platform.Host)]
    public void A_sound_site_has_no_finding(Platform platform)
    {
        var site = Sound(platform);

        Assert.Empty(AllAnalyses.List.SelectMany(analysis => analysis.Analyse(site.Foresee(), site.Folder, CancellationToken.None)));
    }

    [Fact]
    public void Every_kind_says_everything_and_its_code_is_its_own()
    {
        Assert.Equal(AllAnalyses.Kinds.Length, AllAnalyses.Kinds.Select(kind => kind.Code).Distinct().Count());
        Assert.All(AllAnalyses.Kinds, kind =>
        {
            Assert.Matches("^(asset|header|rule|secret|site)\\.[a-z]+(-[a-z]+)*$", kind.Code);
            Assert.All([kind.Title, kind.Why, kind.Remedy, kind.Example, kind.Source], text =>
                Assert.True(text.Trim().Length > 10, $"{kind.Code}: '{text}'"));
            Assert.False(kind.Remedy.EndsWith('.'), kind.Code);
        });
    }

    [Fact]
    public void What_is_told_is_on_one_line_and_listed()
    {
        var site = new TestSite { Platform = Platform.Netlify }
            .File("INDEX.html", "<img src='/no\u0007\u202e.png'><a href='/x'>").File("index.html", "<script>x</script>")
                .File("a#\n.html", "").File(".env", "A=1")
            .Header("/\u0001*", "Bad\nName", "x\n").Header("/*", "Content-Security-Policy", "script-src self\u0007; \u0001");

        var findings = AllAnalyses.List.SelectMany(analysis => analysis.Analyse(site.Foresee(), site.Folder, CancellationToken.None))
            .ToList();

        Assert.NotEmpty(findings);
        Assert.All(findings, finding =>
        {
            Assert.DoesNotContain(finding.Message, char.IsControl);
            Assert.DoesNotContain('\u202e', finding.Message);
            Assert.Contains(finding.Kind, AllAnalyses.Kinds);
        });
    }

    [Fact]
    public void Folders_of_noise_are_analysed_to_the_end()
    {
        var random = new Random(11);
        for (var round = 0; round < 60; round++)
        {
            var site = new TestSite { Platform = PlatformNames.All[round % 4] };
            for (var file = random.Next(1, 8); file > 0; file--)
            {
                site.File(Noise(random, 12).Trim('/') + new[] { ".html", ".css", ".js", "" }[random.Next(4)], Noise(random, 400));
            }

            site.Header("/" + Noise(random, 8), Noise(random, 10), Noise(random, 60))
                .Header("/*", "Content-Security-Policy", Noise(random, 60));
            Assert.All(
                AllAnalyses.List.SelectMany(analysis => analysis.Analyse(site.Foresee(), site.Folder, CancellationToken.None)),
                finding => Assert.DoesNotContain(finding.Message, char.IsControl));
        }
    }

    private static string Noise(Random random, int length) =>
        string.Concat(Enumerable.Range(0, random.Next(1, length)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static readonly string[] Pieces =
    [
        "a", "B", "/", "<", ">", "<a href=", "<img src='", "'", "\"", " ", ";", ":", "*", "%2e", "..", "#", "?", "&amp;", "<style>", "url(",
        ")", "{", "}", "\0", "\ud83d",
        "é", "script-src", "'self'", "sha256-", "<base href=", "<script>", "</script>", "eyJ", "@import", "\\", "-->", "<!--", "=", "\n",
    ];

    private static TestSite Sound(Platform platform) => new TestSite { Platform = platform }
        .File("index.html",
            """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8"><title>A shop & more</title>
              <link rel="canonical" href="https://shop.example/"><link rel="preconnect" href="https://fonts.example">
              <link rel="icon" href="/favicon.svg" type="image/svg+xml"><link rel="manifest" href="/site.webmanifest">
              <link rel="stylesheet" href="/assets/main-BdX9f_2a.css"><link rel="modulepreload" href="/assets/app.3f2a9c1b.js">
              <style>body { margin: 0; background: url(data:image/gif;base64,R0lGOD) }</style>
              <script type="application/ld+json">{"@context":"https://schema.org"}</script>
            </head>
            <body>
              <!-- <img src="/gone.png"> -->
              <a href="/">Home</a> <a href="/about">About</a> <a href="/docs/">Docs</a> <a href="docs/guide.html#install">Install</a> <a href="/old">Old</a>
              <a href="mailto:shop@shop.example">Mail</a> <a href="tel:+4930">Call</a> <a href="https://other.example/x">Other</a> <a href="#main">Skip</a>
              <main id="main"><img src="img/My%20Photo.jpg" srcset="/img/a.webp 1x, /img/b.webp 2x" alt="" loading="lazy"></main>
              <video poster="/img/a.webp"><source src="/clip.mp4" type="video/mp4"></video>
              <form name="contact" method="POST" action="/thanks/now" data-netlify="true"><input name="x"></form>
              <iframe src="https://www.youtube-nocookie.com/embed/x" title="clip"></iframe>
              <script type="module" src="/assets/app.3f2a9c1b.js"></script>
            </body>
            </html>
            """)
        .File("about.html",
            "<!doctype html><title>About</title><link rel=stylesheet href=assets/main-BdX9f_2a.css><a href='./docs/guide'>Guide</a>")
        .File("docs/index.html",
            "<!doctype html><title>Docs</title><a href=guide.html>Guide</a><a href=../>Home</a><img src=../img/a.webp alt=''>")
        .File("docs/guide.html",
            "<!doctype html><title>Guide</title><h2 id=install>Install</h2><pre>DATABASE_URL=postgres://user:password@localhost/db</pre>")
        .File("404.html", "<!doctype html><title>Not found</title><a href=/>Home</a>")
        .File("assets/main-BdX9f_2a.css",
            "@font-face { font-family: I; src: url(../fonts/inter.woff2) format('woff2') } .a { background: url('/img/a.webp') }")
        .File("assets/app.3f2a9c1b.js", "fetch('/api/x');const k='pk_live_51H';//# sourceMappingURL=none")
        .File("fonts/inter.woff2", "x").File("img/My Photo.jpg", "x").File("img/a.webp", "x").File("img/b.webp", "x").File("clip.mp4", "x")
        .File("favicon.svg", "<svg xmlns='http://www.w3.org/2000/svg'></svg>").File("site.webmanifest", "{}")
            .File("robots.txt", "User-agent: *")
        .File(".well-known/security.txt", "Contact: mailto:a@shop.example")
        .Rule("/old", "/docs/", 301)
        .Header("/*", "X-Frame-Options", "DENY").Header("/*", "X-Content-Type-Options", "nosniff")
            .Header("/*", "Referrer-Policy", "strict-origin-when-cross-origin")
        .Header("/*", "Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload")
        .Header("/*", "Cache-Control", "public, max-age=0, must-revalidate")
            .Header("/assets/*", "Cache-Control", "public, max-age=31536000, immutable")
        .Header("/fonts/*", "Access-Control-Allow-Origin", "*")
        .Header("/*", "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-src https://www.youtube-nocookie.com; "
                + "base-uri 'self'; frame-ancestors 'none'; upgrade-insecure-requests");
}
