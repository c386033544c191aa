using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Chimera.Agreement.Sites;

namespace Chimera.Agreement.Speed;

/// <summary>A site of ordinary size: contexts, some forty rules, headers, a hundred files.</summary>
internal static class Typical
{
    public const string Request = "/blog/2019/moved?utm=1";

    public static Site Site()
    {
        var files = Sites.Site.NoFiles.ToBuilder();
        files["netlify.toml"] = Encoding.UTF8.GetBytes(
            """
            [build]
            publish = "public"
            command = "npm run build"
            functions = "functions"

            [build.environment]
            NODE_VERSION = "20"

            [context.production.environment]
            SITE_ENV = "production"

            [context.deploy-preview]
            command = "npm run preview"

            [[redirects]]
            from = "/api/*"
            to = "https://api.example.com/:splat"
            status = 200
            force = true

            [[redirects]]
            from = "/*"
            to = "/index.html"
            status = 200

            [[headers]]
            for = "/*"
            [headers.values]
            X-Frame-Options = "DENY"
            X-Content-Type-Options = "nosniff"

            """);
        files["public/_redirects"] = Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, 40).Select(i =>
                string.Create(CultureInfo.InvariantCulture, $"/old/page-{i} /new/page-{i} 301\n")))
            + "/blog/:year/moved /posts/:year 302\n/de/* /de/404.html 404\n/ /de/ 302 Country=de,at,ch\n");
        files["public/_headers"] = "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n/*.html\n  X-Page: yes\n"u8.ToArray();
        files["public/index.html"] = "<!doctype html><title>Home</title><h1>Home</h1>"u8.ToArray();
        files["public/404.html"] = "<!doctype html><title>Not found</title>"u8.ToArray();
        for (var i = 0; i < 100; i++)
        {
            files[string.Create(CultureInfo.InvariantCulture,
                $"public/new/page-{i}.html")] = "<!doctype html><title>Page</title><p>A page</p>"u8.ToArray();
        }

        return new Site("typical", files.ToImmutable(), [], [], 0);
    }
}
