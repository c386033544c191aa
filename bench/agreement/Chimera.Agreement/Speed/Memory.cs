using System.Diagnostics;
using System.Globalization;
using Chimera.Documents;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Requests;

namespace Chimera.Agreement.Speed;

/// <summary>What many rules cost in memory; measured in a process of its own.</summary>
internal static class Memory
{
    /// <summary>Prints rules, bytes that stay, and the process's peak.</summary>
    public static void Print(string file)
    {
        var source = SourceFile.Decode("_redirects", File.ReadAllBytes(file));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var rules = NetlifyRedirects.Read(source).Rules;
        var matcher = RedirectMatcher.Compile(rules);
        GC.KeepAlive(matcher.Match(SiteRequest.Get("/"), "/"));
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(matcher);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rules.Length} {after - before} {self.PeakWorkingSet64}"));
    }

    public static (int Rules, long Bytes, long Peak) Measure(string file)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("memory");
        start.ArgumentList.Add(file);
        using var process = Process.Start(start)!;
        var numbers = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        return (int.Parse(numbers[0], CultureInfo.InvariantCulture), long.Parse(numbers[1], CultureInfo.InvariantCulture),
            long.Parse(numbers[2], CultureInfo.InvariantCulture));
    }
}
