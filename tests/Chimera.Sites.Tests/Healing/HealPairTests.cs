using Chimera.Engine.Validation;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Healing;

/// <summary>Broken files of real sites. Whether the platforms agree is asked in <c>bench/heal</c>.</summary>
public sealed class HealPairTests
{
    private const int Least = 20;

    [Fact]
    public void What_broke_real_sites_is_healed()
    {
        var corpus = Beside.Folder("corpus");
        var pairs = File.ReadAllLines(Path.Combine(corpus, "heal-pairs.tsv")).Skip(1).Select(line => line.Split('\t')).ToList();

        var open = pairs.Where(pair => !IsHealed(pair[0], File.ReadAllText(Path.Combine(corpus, pair[1])))).Select(pair => pair[1]).ToList();

        Assert.True(pairs.Count - open.Count >= Math.Min(Least, pairs.Count), $"left: {string.Join(", ", open)}");
    }

    private static bool IsHealed(string kind, string text)
    {
        var file = kind switch { "netlify-toml" => "netlify.toml", "redirects" => "_redirects", "headers" => "_headers", _ => "render.yaml" };
        var report = Healed.Of(kind == "render" ? Platform.Render : Platform.Netlify, (file, text));
        return report.Ends.OfType<HealEnd.Healed>().Any() && !report.After.Findings.Any(finding => finding.Kind.Severity == Severity.Error);
    }
}
