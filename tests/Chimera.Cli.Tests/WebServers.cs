using System.Diagnostics;

namespace Chimera.Cli.Tests;

/// <summary>Web servers on lab hosts, as a person would have them, by the same scripts that examples are shown with.</summary>
internal static class WebServers
{
    public const string Configuration = "/var/lib/web/nginx.conf";

    public const string Caddyfile = "/var/lib/web/Caddyfile";

    /// <param name="server"><c>nginx</c> or <c>caddy</c>.</param>
    public static async Task SetUpAsync(string server, string lab, params string[] hosts)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Path.Combine(Checkout.Root, "examples", "sites", $"{server}-on.sh"), [Path.Combine(lab, "ssh_config"), .. hosts.Select(host => $"root@{host}")])
        {
            RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        process.StandardInput.Close();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, error);
    }

    /// <summary>Runs a script of the test on the host.</summary>
    public static async Task<string> OnAsync(string lab, string host, string script)
    {
        using var process = Process.Start(new ProcessStartInfo("ssh", ["-F", Path.Combine(lab, "ssh_config"), $"root@{host}", "sh"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        await process.StandardInput.WriteAsync(script.ReplaceLineEndings("\n"));
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{host}: {await error}{output}");
        return output;
    }
}
