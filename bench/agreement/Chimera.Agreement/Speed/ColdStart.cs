using System.Diagnostics;

namespace Chimera.Agreement.Speed;

/// <summary>Whole processes on one site, by turns, from their start to their end.</summary>
internal static class ColdStart
{
    private const int Warm = 2;

    public static (Measured Netlify, Measured Chimera) Measure(string oracle, string chimera, string site, string path, int runs)
    {
        List<double> netlify = [];
        List<double> ours = [];
        for (var run = 0; run < runs + Warm; run++)
        {
            var one = Time("node", [Path.Combine(oracle, "cold.mjs"), site, path], [0]);
            // Findings (12) are no failure here: the answer is what is timed.
            var other = Time(chimera, ["simulate", "--platform", "netlify", "--path", site, "--request", $"GET {path}", "-o", "json"],
                [0, 12]);
            if (run >= Warm)
            {
                netlify.Add(one);
                ours.Add(other);
            }
        }

        return (Measured.Of(netlify), Measured.Of(ours));
    }

    private static double Time(string program, string[] arguments, int[] good)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var took = Stopwatch.GetElapsedTime(begun);
        return good.Contains(process.ExitCode) && output.Length > 0
            ? took.TotalNanoseconds
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}: {errors.Result}{output}");
    }
}
