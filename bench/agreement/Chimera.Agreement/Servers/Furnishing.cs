using Chimera.Sites.Folder;
using Chimera.Sites.Host;
using Chimera.Sites.Platforms;

namespace Chimera.Agreement.Servers;

/// <summary>A lone file of rules has no site around it: gives it the folder it publishes, some pages, and those that its rules lead to.</summary>
internal static class Furnishing
{
    private static readonly string[] Usual =
        ["/index.html", "/404.html", "/about.html", "/docs/index.html", "/en/index.html", "/assets/app.js", "/assets/app.css", "/blog/first/index.html"];

    public static void Furnish(string folder, CancellationToken cancel)
    {
        var site = Foresee(folder, cancel);
        if (site.Findings.FirstOrDefault(finding => finding.Kind == HostFindings.NotBuilt)?.Subject is { } missing)
        {
            Directory.CreateDirectory(Path.Combine(folder, missing));
            site = Foresee(folder, cancel);
        }

        if (site.Responder is null || site.Published.All.Any())
        {
            return;
        }

        var root = Path.Combine(folder, site.Published.Root);
        var led = site.Redirects.Where(rule => rule.Status is not (>= 300 and < 400)).Select(rule => rule.To).OfType<string>().Where(IsPlain);
        foreach (var address in Usual.Concat(led))
        {
            var page = Path.HasExtension(address) ? address : $"{address.TrimEnd('/')}.html";
            var file = Path.Combine(root, page[1..]);
            if (!File.Exists(file) && page.Length > 1)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, []);
            }
        }
    }

    private static Foresight Foresee(string folder, CancellationToken cancel) => new HostPlatform().Foresee(SiteFolder.OnDisk(folder), DeployContext.Production, cancel);

    private static bool IsPlain(string to) => to.StartsWith('/') && !to.Contains("..", StringComparison.Ordinal)
        && to.All(one => char.IsAsciiLetterOrDigit(one) || one is '/' or '-' or '_' or '.');
}
