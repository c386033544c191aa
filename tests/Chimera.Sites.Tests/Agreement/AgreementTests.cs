using System.Diagnostics;
using System.Globalization;
using Chimera.Agreement;
using Chimera.Agreement.Comparison;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Agreement;

/// <summary>Chimera beside Netlify's own published code, as <c>bench/agreement/run</c> compares them, on a part of what it can be given.</summary>
public sealed class AgreementTests
{
    private const double Least = 99.8;

    [Fact]
    public void Chimera_and_Netlifys_own_code_agree_on_generated_sites() =>
        Hold(Compare("--fuzz", "150", "--seed", "20261121", "--requests", "30"), leastItems: 5_000);

    [Fact]
    public void Chimera_and_Netlifys_own_code_agree_on_real_sites() =>
        Hold(Compare("--corpus", Path.Combine(Beside.Folder("corpus"), "redirects"), "--requests", "30"), leastItems: 2_000);

    private static void Hold(Tally tally, long leastItems)
    {
        var differences = string.Join('\n', Kinds.All.SelectMany(tally.Differences).Select(item => $"{item.Kind}: {item.Site}, {item.Of}"));
        Assert.True(tally.Percent >= Least, string.Create(CultureInfo.InvariantCulture, $"{Report.Floor(tally.Percent)} % agree\n{differences}"));
        Assert.True(tally.Compared >= leastItems, $"only {tally.Compared} items were compared");
    }

    private static Tally Compare(params string[] arguments)
    {
        var options = Options.Parse(["--oracle", Oracle(), .. arguments], out var error);
        Assert.Null(error);
        return new Run(options!).Compare(TestContext.Current.CancellationToken);
    }

    /// <summary>Netlify's packages; where they are not installed and cannot be, the test is skipped.</summary>
    private static string Oracle()
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(Beside.Root, "bench", "agreement", "install-oracle"));
        using var install = Process.Start(start)!;
        var errors = install.StandardError.ReadToEndAsync();
        var folder = install.StandardOutput.ReadToEnd().Trim();
        install.WaitForExit();
        Assert.SkipUnless(install.ExitCode == 0, $"Netlify's packages cannot be had: {errors.Result.Trim().Split('\n')[^1]}");
        return folder;
    }
}
