using System.Text;
using Chimera.Documents;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;

namespace Chimera.Sites.GithubPages.Checks;

/// <summary>Finds configurations that other platforms read and GitHub Pages does not.</summary>
internal static class OtherPlatforms
{
    private const int MaxBytes = 10 << 20;

    /// <summary>A file, and the beginnings of lines in it that are rules of redirects and of headers.</summary>
    private static readonly (string File, string[] Redirects, string[] Headers)[] Configurations =
    [
        ("netlify.toml", ["[[redirects]]"], ["[[headers]]"]),
        ("render.yaml", ["routes:"], ["headers:"]),
        ("vercel.json", ["\"redirects\"", "\"rewrites\""], ["\"headers\""]),
        ("firebase.json", ["\"redirects\"", "\"rewrites\""], ["\"headers\""]),
        ("staticwebapp.config.json", ["\"routes\"", "\"navigationFallback\""], ["\"globalHeaders\""]),
        (".htaccess", ["Redirect", "RewriteRule"], ["Header "]),
        ("web.config", ["<rewrite>", "<httpRedirect"], ["<customHeaders>"]),
    ];

    /// <param name="root">The folder that is published.</param>
    public static IEnumerable<SiteFinding> Run(SiteFolder folder, string root)
    {
        foreach (var place in new[] { "", root, "public", "static" }.Distinct(StringComparer.Ordinal))
        {
            if (FirstRule(folder, SitePath.Join(place, "_redirects")) is var (redirects, rule, count))
            {
                yield return new SiteFinding(
                    PagesFindings.RedirectsNotRead, $"GitHub Pages does not read this file: {Counted(count)} not followed",
                    redirects.PlaceOf(rule), Subject: redirects.Name);
            }

            if (FirstRule(folder, SitePath.Join(place, "_headers")) is var (headers, header, _))
            {
                yield return new SiteFinding(
                    PagesFindings.HeadersNotRead, "GitHub Pages does not read this file: no header of it is sent", headers.PlaceOf(header),
                    Subject: headers.Name);
            }
        }

        foreach (var (name, redirects, headers) in Configurations)
        {
            foreach (var path in new[] { name, SitePath.Join(root, name) }.Distinct(StringComparer.Ordinal))
            {
                if (folder.Read(path, MaxBytes) is { } bytes)
                {
                    yield return Configuration(SourceFile.Decode(path, bytes), redirects, headers);
                }
            }
        }
    }

    private static SiteFinding Configuration(SourceFile file, string[] redirects, string[] headers)
    {
        if (Find(file.Text, redirects) is { } redirect)
        {
            return new SiteFinding(PagesFindings.RedirectsNotRead,
                $"GitHub Pages does not read {Wording.Quote(file.Name)}: its rules are not followed", file.PlaceOf(redirect),
                Subject: file.Name);
        }

        return Find(file.Text, headers) is { } header
            ? new SiteFinding(PagesFindings.HeadersNotRead,
                $"GitHub Pages does not read {Wording.Quote(file.Name)}: its headers are not sent", file.PlaceOf(header),
                Subject: file.Name)
            : new SiteFinding(PagesFindings.ConfigurationNotRead, $"GitHub Pages does not read {Wording.Quote(file.Name)}", file.PlaceOf(0),
                Subject: file.Name);
    }

    private static int? Find(string text, string[] beginnings)
    {
        for (var at = 0; at < text.Length;)
        {
            var next = text.IndexOf('\n', at) is var found and >= 0 ? found : text.Length;
            var line = text.AsSpan(at, next - at).TrimStart();
            foreach (var beginning in beginnings)
            {
                if (line.StartsWith(beginning))
                {
                    return next - line.Length;
                }
            }

            at = next + 1;
        }

        return null;
    }

    private static (SourceFile File, int First, int Count)? FirstRule(SiteFolder folder, string path)
    {
        if (folder.Read(path, MaxBytes) is not { } bytes)
        {
            return null;
        }

        var file = SourceFile.Decode(path, bytes);
        var (first, count) = (-1, 0);
        for (var at = 0; at < file.Text.Length;)
        {
            var next = file.Text.IndexOf('\n', at) is var found and >= 0 ? found : file.Text.Length;
            var line = file.Text.AsSpan(at, next - at).TrimStart();
            if (!line.IsWhiteSpace() && line[0] != '#')
            {
                first = first < 0 ? next - line.Length : first;
                count++;
            }

            at = next + 1;
        }

        return count == 0 ? null : (file, first, count);
    }

    private static string Counted(int rules) => rules == 1 ? "its one rule is" : $"its {rules} rules are";
}
