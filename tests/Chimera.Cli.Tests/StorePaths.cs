using System.Diagnostics;

namespace Chimera.Cli.Tests;

internal static class StorePaths
{
    /// <summary>Well-formed; not in any store.</summary>
    public const string Missing = "/nix/store/0000000000000000000000000000000a-system";

    /// <summary>A toplevel in the machine's store that does nothing when it is activated.</summary>
    public static async Task<string> AddAsync(Sandbox sandbox)
    {
        sandbox.Write("system/bin/switch-to-configuration", "#!/bin/sh\nexit 0\n");
        var start = new ProcessStartInfo("nix-store", ["--add", Path.Combine(sandbox.Folder, "system")]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["NIX_CONFIG"] = "build-users-group =\nsubstituters =\n";
        using var process = Process.Start(start)!;
        var path = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return path;
    }
}
