using System.CommandLine;
using Chimera.Cli.Terminal;
using Chimera.Engine.Validation;

namespace Chimera.Cli.Commands;

internal static class InitCommand
{
    private const string Template =
        """
        # What the fleet and the sites should be. 'chimera plan' shows what would change, 'chimera deploy' makes it so.
        # Reference: docs/chimera-yaml.md; schema for editors: 'chimera config schema'.
        version: 1

        rollout:
          canary: 1               # this many hosts go first, alone
          max_parallel: 16        # then this many at a time
          min_healthy_time: 10s   # every check must pass for this long
          healthy_deadline: 5m    # or the host goes back by itself
          auto_revert: true       # and so do the hosts that had arrived before

        fleet:
          hosts:
            web1:
              address: web1.example.org   # a host name, an address, or a Host of your ssh configuration
              user: root                  # or another user with 'sudo: true'
              tags: [web]

          systems:
            web:
              flake: ".#nixosConfigurations.{host}.config.system.build.toplevel"
              on: web
              health:
                - unit: sshd.service
                - command: systemctl is-system-running --wait
                  timeout: 30s

        # sites:                           # web sites; 'chimera simulate' foresees what a platform will do with one
        #   docs:
        #     path: ./website              # the folder with its configuration
        #     platforms: [netlify]         # netlify, render, github-pages, host

        """;

    public static Command Create(Streams streams)
    {
        var command = new Command("init", "Write a first chimera.yaml, with comments, to start from");
        command.SetAction(async (parsed, cancel) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(GlobalOptions.File) ?? "chimera.yaml");
            try
            {
                await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                await using var writer = new StreamWriter(file);
                await writer.WriteAsync(Template.AsMemory(), cancel);
            }
            catch (IOException) when (File.Exists(path))
            {
                throw new Stop(ExitCode.Refused, Finding.Error(
                    "init.exists", $"{Path.GetFileName(path)} is there already; nothing was changed", "edit it, or name another with --file"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new Stop(ExitCode.Refused, Finding.Error("init.not-written", $"{path} could not be written: {e.Message}", "choose another place with --file"));
            }

            streams.Err.WriteLine($"wrote {Path.GetFileName(path)}; edit it, then run 'chimera plan'");
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
