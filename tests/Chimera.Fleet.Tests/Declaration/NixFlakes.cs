using System.Diagnostics;
using System.Text.Json.Nodes;
using Chimera.Engine.Validation;
using Chimera.Fleet.Declaration;

namespace Chimera.Fleet.Tests.Declaration;

/// <summary>Just enough of Nix to evaluate a flake without inputs.</summary>
internal sealed class NixFlakes : IFlakeReader
{
    public static bool Present =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "nix")));

    public async Task<FlakeReading> ReadAsync(string flake, string attribute, string apply, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("nix") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
            ["eval", "--json", "--offline", "--extra-experimental-features", "nix-command flakes", $"{flake}#{attribute}", "--apply", apply];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        using var nix = Process.Start(start)!;
        var error = nix.StandardError.ReadToEndAsync(cancel);
        var output = await nix.StandardOutput.ReadToEndAsync(cancel);
        await nix.WaitForExitAsync(cancel);
        return nix.ExitCode == 0
            ? new FlakeReading.Read(JsonNode.Parse(output))
            : new FlakeReading.Failed(Finding.Error("nix.eval-failed", await error));
    }
}
