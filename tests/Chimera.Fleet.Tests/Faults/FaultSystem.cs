using Chimera.Engine.Planning;
using Chimera.Fleet.Tests.Declaration;
using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>
/// Toplevels that say on the disk which of them is live, fail where a file on the host says so, and bring sshd back where one of
/// them has killed it.
/// </summary>
internal static class FaultSystem
{
    /// <param name="lines">Shell that runs when it has been made live; <c>$1</c> is the action.</param>
    /// <param name="boot">Shell that runs instead of writing a boot entry.</param>
    public static async Task<GenerationId> AddAsync(string name, string lines = ":", string boot = ":")
    {
        using TemporaryFolder folder = new();
        var script = Path.Combine(folder.Path, name, "bin", "switch-to-configuration");
        Directory.CreateDirectory(Path.GetDirectoryName(script)!);
        await File.WriteAllTextAsync(script, $$"""
            #!/bin/sh
            if [ "$1" = boot ]; then
              touch /var/boot-entry
              {{boot}}
              exit
            fi
            ln -sfn "$(/bin/readlink -f "${0%/bin/*}")" /run/current-system
            echo {{name}} >/var/lib/live
            touch /var/activated
            if [ -e /run/cut-off ]; then
              rm -f /run/cut-off /run/sshd.pid
              /usr/sbin/sshd -f /etc/lab/sshd_config -E /var/log/sshd.log
              until [ -s /run/sshd.pid ]; do /bin/sleep 0.01; done
            fi
            if [ "$(/bin/cat /var/faults/fails 2>/dev/null)" = {{name}} ]; then
              echo "{{name}} does not start" >&2
              exit 1
            fi
            {{lines}}
            exit

            """, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        var padding = string.Concat(Enumerable.Repeat($"{name}, line after line\n", 4000));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, name, "padding"), padding, TestContext.Current.CancellationToken);
        return new GenerationId((await TestCommand.RunAsync("nix-store", ["--add", Path.Combine(folder.Path, name)])).Succeeded());
    }

    /// <summary>The name it was added under, which is what it writes.</summary>
    public static string NameOf(GenerationId system) => Path.GetFileName(system.Value)[33..];
}
