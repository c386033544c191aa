using System.Text;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Healing.Generated;

/// <summary>Sites with nothing wrong, and comments everywhere; each comment is unlike any other.</summary>
internal static class ValidSite
{
    private static readonly string[] Pages = ["index", "about", "news", "blog/one", "blog/two", "shop/list", "contact"];

    public static IEnumerable<(string Path, string Text)> Make(Platform platform, Random random)
    {
        var root = platform == Platform.GithubPages ? "" : "pub/";
        foreach (var page in Pages.Append("404"))
        {
            yield return ($"{root}{page}.html", $"<!doctype html><title>{page}</title><p>{page}</p>");
        }

        yield return (root + "main.css", "p { color: red }");
        switch (platform)
        {
            case Platform.Render:
                yield return ("render.yaml", Blueprint(random));
                break;
            case Platform.GithubPages:
                yield return ("CNAME", "www.example.com\n");
                yield return ("_config.yml", $"# {Comment(random)}\ntitle: Site # {Comment(random)}\n# {Comment(random)}\nplugins:\n  - jekyll-feed # {Comment(random)}\n");
                break;
            default:
                yield return ("netlify.toml", Toml(random));
                yield return ("pub/_redirects", Redirects(random));
                yield return ("pub/_headers", Headers(random));
                break;
        }
    }

    public static string Comment(Random random) => $"note {random.Next(1_000_000_000):x8} ok";

    private static string Toml(Random random)
    {
        var text = new StringBuilder($"# {Comment(random)}\n[build]\n");
        var indent = random.Next(3) switch { 0 => "", 1 => "  ", _ => "\t" };
        text.Append($"{indent}publish = \"pub\" # {Comment(random)}\n{indent}command = \"echo done\"\n\n");
        text.Append($"[build.environment]\n{indent}NODE_VERSION = \"22\" # {Comment(random)}\n{indent}NAME = 'x'\n\n");
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            text.Append($"# {Comment(random)}\n[[redirects]]\n{indent}from = \"/toml{count}\" # {Comment(random)}\n{indent}to = \"/{Page(random)}\"\n{indent}status = 301\n{indent}force = true\n\n");
        }

        text.Append($"# {Comment(random)}\n[[headers]]\n{indent}for = \"/*\"\n{indent}[headers.values]\n{indent}{indent}X-Frame-Options = \"DENY\" # {Comment(random)}\n{indent}{indent}X-Made = \"by hand\"\n");
        text.Append($"\n[context.deploy-preview]\n{indent}command = \"echo preview\" # {Comment(random)}\n");
        return text.ToString();
    }

    private static string Redirects(Random random)
    {
        var text = new StringBuilder($"# {Comment(random)}\n");
        for (var count = random.Next(2, 12); count > 0; count--)
        {
            var gap = random.Next(3) switch { 0 => "\t", 1 => "    ", _ => " " };
            text.Append($"/old{count}{gap}/{Page(random)}{gap}{(random.Next(2) == 0 ? "301" : "302")}{(random.Next(3) == 0 ? $" # {Comment(random)}" : "")}\n");
            text.Append(random.Next(4) switch { 0 => $"\n# {Comment(random)}\n", 1 => $"\t# {Comment(random)}\n", _ => "" });
        }

        text.Append("/us/*  /news  302  Country=us\n/blog-old/* /blog/one 301\n");
        return text.ToString();
    }

    private static string Headers(Random random)
    {
        var text = new StringBuilder($"# {Comment(random)}\n");
        foreach (var page in Pages.Where(_ => random.Next(2) == 0))
        {
            text.Append($"/{page}.html\n\tX-Page: {page}\n  # {Comment(random)}\n  X-Robots-Tag: all\n\n");
        }

        return text.Append("/main.css\n  Cache-Control: public, max-age=600\n").ToString();
    }

    private static string Blueprint(Random random) =>
        $"""
        # {Comment(random)}
        services:
          # {Comment(random)}
          - type: web # {Comment(random)}
            name: site
            runtime: static
            buildCommand: echo done # {Comment(random)}
            staticPublishPath: ./pub
            headers:
              - path: /*
                name: X-Frame-Options # {Comment(random)}
                value: DENY
            routes:
              # {Comment(random)}
              - type: redirect
                source: /old
                destination: /about.html
          - type: web
            name: api
            runtime: node
            plan: starter
            buildCommand: npm ci # {Comment(random)}
            startCommand: node main.js
            envVars:
              - key: MODE # {Comment(random)}
                value: fast

        """.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string Page(Random random) => Pages[random.Next(1, Pages.Length)] + ".html";
}
