using System.Diagnostics;

namespace Chimera.Cli.Tests;

/// <summary>nginx on lab hosts, as a person would have it: a configuration of theirs that includes what Chimera writes.</summary>
internal static class WebServers
{
    public const string Configuration = "/var/lib/web/nginx.conf";

    public static async Task SetUpAsync(string lab, params string[] hosts)
    {
        foreach (var host in hosts)
        {
            await OnAsync(lab, host, $$"""
                mkdir -p /var/lib/web /var/lib/nginx
                cat >{{Configuration}} <<'EOF'
                pid /var/lib/web/nginx.pid;
                error_log /var/lib/web/error.log;
                events { worker_connections 512; }
                http {
                    access_log off;
                    include /etc/nginx/mime.types;
                    variables_hash_max_size 8192;
                    variables_hash_bucket_size 128;
                    map_hash_bucket_size 256;
                    include /var/lib/chimera/folders/*/serving.conf;
                }
                EOF
                """);
        }
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
