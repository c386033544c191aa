using System.Collections.Immutable;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>
/// What each operation starts on the host: a program costs it about a millisecond of CPU, which is what decides how many hosts a controller
/// can change in a second. Every program of such a host is one that notes its name first; a program that is not in the list costs more than before.
/// </summary>
public sealed class CostTests
{
    [Fact]
    public async Task A_change_starts_the_programs_that_it_cannot_do_without_and_no_others()
    {
        await using Stage stage = new("dash setsid");
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);
        // The first supervisor of a profile does this when nobody waits any more.
        await Eventually.FileAsync(stage.Host.In($"var/lib/chimera/{stage.Host.Profile[1..].Replace('/', ',')}/rollouts/.back/alive"));
        var order = Stage.Order("r2", one, two);
        var started = Notes(stage);

        Stage.AssertDone(await stage.Activator.PrepareAsync(order, new Stage.Lines(), CancellationToken.None));
        Assert.Equal(
            [
                "ln", // the root of the old generation, which is in no store
                "ln", // the root of the new one
                "mkdir",
                "mkfifo",
            ],
            started());

        Stage.AssertDone(await stage.Activator.ApplyAsync(order, new Stage.Lines(), CancellationToken.None));
        Assert.Equal(
            [
                "ln", // the supervisor's term
                "ln", // the hold
                "setsid", // the supervisor
                "setsid", // the activation
                "sh", // the supervisor
                "sleep", // the trial's window
                "sync", // the record, before anything is activated
            ],
            started());

        using ControllerChecks here = new(TimeProvider.System);
        HostProbe probe = new(stage.Host, stage.Host.Profile, "127.0.0.1", here, ActivationLimits.Default);
        Assert.IsType<Health.Healthy>(
            await probe.VerifyAsync(order.Rollout, [new HealthCheck.Command("true", TimeSpan.FromMinutes(5))], CancellationToken.None));
        Assert.Equal(["timeout"], started());

        Stage.AssertDone(await stage.CommitAsync(order));
        Assert.Equal(
            [
                "ln", // the generation
                "ln", // the profile under another name
                "mv", // the profile
                "rm", // the hold and the roots
                "setsid", // the boot entry
                "sync", // that it is being committed, before the profile moves
                "sync", // the profile, then that it was committed
            ],
            started());

        await stage.SeeAsync();
        Assert.Equal(["ls"], started());

        Assert.IsType<Sighting.Seen>(await stage.Activator.LookAgainAsync(two, CancellationToken.None));
        Assert.Empty(started());

        Stage.AssertDone(await stage.RevertAsync(Stage.Order("panic-1", one, two)));
        Assert.Equal(
            [
                "ln", // the term
                "ln", // the hold
                "ln", // the profile under another name
                "mv", // the profile
                "rm", // the hold
                "setsid", // the old generation's activation
                "sleep", // its limit
                "sync", // that it is going back, before anything is activated
                "sync", // the profile, then that it is back
            ],
            started());
    }

    /// <summary>From now on every program notes its name.</summary>
    /// <returns>Those since the last call, in the order of their names; the toplevels' own are none of ours.</returns>
    private static Func<ImmutableArray<string>> Notes(Stage stage)
    {
        var (notes, real) = (stage.Host.In("notes"), stage.Host.In("real"));
        Directory.Move(stage.Host.In("bin"), real);
        Directory.CreateDirectory(stage.Host.In("bin"));
        foreach (var program in Directory.GetFileSystemEntries(real).Select(Path.GetFileName))
        {
            var script = stage.Host.In($"bin/{program}");
            // The shells of the session and of the toplevels, and the toplevels' daemons, are none of ours.
            File.WriteAllText(script, $"""
                #!{real}/sh
                case {program}-$1-$3 in
                  sh-*-chimera-supervisor | [!s]* | s[!h]*) case $1 in 10000?) ;; *) echo {program} >>'{notes}' ;; esac ;;
                esac
                exec {real}/{program} "$@"
                """);
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return () =>
        {
            ImmutableArray<string> lines = File.Exists(notes) ? [.. File.ReadAllLines(notes).Order(StringComparer.Ordinal)] : [];
            File.Delete(notes);
            return lines;
        };
    }
}
