using System.CommandLine;
using Chimera.Cli.Terminal;
using Chimera.Fleet.Lab;

namespace Chimera.Cli.Commands;

internal static class LabCommand
{
    private const int DefaultHosts = 5;

    private static readonly Option<string> Directory = new("--dir")
    {
        Description = $"Where the lab keeps everything (default: {HostLab.DefaultDirectory})", HelpName = "DIR", Recursive = true,
        DefaultValueFactory = _ => HostLab.DefaultDirectory,
    };

    public static Command Create(Streams streams) => new("lab", "Run a lab of hosts on this machine: real Nix, real sshd, real processes; needs root")
    {
        Up(streams), Down(streams), Status(streams), Break(streams), Directory,
    };

    private static Command Up(Streams streams)
    {
        var defaults = new LabOptions();
        var hosts = new Argument<int>("hosts") { Description = $"How many hosts, 1 to 1000 (default: {DefaultHosts})", HelpName = "N", DefaultValueFactory = _ => DefaultHosts };
        var user = new Option<string>("--user") { Description = "Who logs in: root, or deploy, who needs sudo", HelpName = "root|deploy", DefaultValueFactory = _ => defaults.User };
        var kex = new Option<string>("--kex") { Description = "Key exchange algorithms of the hosts' sshd, as in sshd_config", HelpName = "LIST", DefaultValueFactory = _ => defaults.KexAlgorithms };
        var startups = new Option<string>("--max-startups") { Description = "MaxStartups of the hosts' sshd, as in sshd_config", HelpName = "LIMIT", DefaultValueFactory = _ => defaults.MaxStartups };
        WordOption<LabShell> shell = new("--shell", "What /bin/sh is on the hosts", defaults.Shell, [("machine", LabShell.Machine), ("busybox", LabShell.BusyBox)]);
        var command = new Command("up", "Make the lab have exactly so many hosts, all of them on") { hosts, user, kex, startups, shell };
        command.SetAction(async (parsed, cancel) =>
        {
            var lab = new HostLab(parsed.GetValue(Directory)!);
            var options = defaults with
            {
                User = parsed.GetValue(user)!, KexAlgorithms = parsed.GetValue(kex)!, MaxStartups = parsed.GetValue(startups)!, Shell = shell.In(parsed),
            };
            var code = LabOutput.Write(await lab.UpAsync(parsed.GetValue(hosts), options, progress: null, cancel), parsed.GetValue(GlobalOptions.Output), streams);
            if (code == ExitCode.Ok)
            {
                streams.Err.WriteLine($"log in with: ssh -F {lab.SshConfig} lab1");
            }

            return (int)code;
        });
        return command;
    }

    private static Command Down(Streams streams)
    {
        var command = new Command("down", "End every process of the lab and remove everything it had");
        command.SetAction(async (parsed, cancel) => (int)LabOutput.Write(
            await new HostLab(parsed.GetValue(Directory)!).DownAsync(progress: null, cancel), parsed.GetValue(GlobalOptions.Output), streams));
        return command;
    }

    private static Command Status(Streams streams)
    {
        var command = new Command("status", "Show what every host of the lab is right now");
        command.SetAction(parsed => (int)LabOutput.Write(
            new HostLab(parsed.GetValue(Directory)!).Status(), parsed.GetValue(GlobalOptions.Output), streams));
        return command;
    }

    private static Command Break(Streams streams)
    {
        var host = new Argument<string>("host") { Description = "The host, e.g. lab1" };
        var kind = new Argument<string>("kind") { Description = "One of: " + string.Join("; ", BreakKind.All.Select(known => $"{known.Name} ({known.Effect})")) };
        var command = new Command("break", "Break a host, to see what becomes of it") { host, kind };
        command.SetAction(async (parsed, cancel) => (int)LabOutput.Write(
            await new HostLab(parsed.GetValue(Directory)!).BreakAsync(parsed.GetValue(host)!, parsed.GetValue(kind)!, cancel),
            parsed.GetValue(GlobalOptions.Output), streams));
        return command;
    }
}
