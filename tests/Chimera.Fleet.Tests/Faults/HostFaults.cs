using Chimera.Fleet.Tests.Lab;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>What can happen to one host at any moment.</summary>
internal static class HostFaults
{
    /// <summary>What a system writes there hangs from then on.</summary>
    public const string HangsMark = "/var/faults/hangs";

    public static readonly Fault Power = new(
        "power", "the host is powered off (every process ends, `/run` and `/tmp` are gone) and boots again",
        state => state is HostState.Prepare or HostState.Commit ? Ends.Either : Ends.Old,
        OffAsync,
        OnAsync);

    public static readonly Fault Sshd = new(
        "sshd", "sshd and every session are killed; sshd starts again",
        state => state switch { HostState.Prepare or HostState.Arm => Ends.Either, HostState.Revert => Ends.Old, _ => Ends.New },
        async host =>
        {
            await host.Host.BreakAsync("sshd");
            await LetInAsync(host);
        },
        Nothing) { IsMild = true };

    public static readonly Fault Decider = new(
        "decider", "the process that decides about the rollout is killed, as a lack of memory would",
        state => state switch { HostState.Arm => Ends.Either, HostState.Commit => Ends.New, _ => Ends.Old },
        host => host.InsideAsync($"kill -KILL {host.Decider} 2>/dev/null || :"),
        Nothing);

    public static readonly Fault Collected = new(
        "collected", "the old generations are deleted and the store is collected",
        state => state switch { HostState.Prepare => Ends.Either, HostState.Revert => Ends.Old, _ => Ends.New },
        host => host.InsideAsync($"/usr/bin/nix-env --profile {host.Profile} --delete-generations old; /usr/bin/nix-store --gc >/dev/null"),
        Nothing) { IsMild = true };

    public static readonly Fault StateFull = Full("state full", "/var/lib/chimera", files: false);

    public static readonly Fault StoreFull = Full("store full", "/nix", files: true);

    public static readonly Fault Key = new(
        "host key", "an impostor with another key answers until the host has settled the rollout by itself",
        state => state switch { HostState.Prepare or HostState.Arm => Ends.Either, HostState.Commit => Ends.New, _ => Ends.Old },
        async host =>
        {
            await host.InsideAsync("cp -p /etc/lab/host_key /etc/lab/host_key.pub /var/tmp");
            await host.Host.BreakAsync("key");
        },
        async host =>
        {
            if (host.Order is not null && host.Phase is "")
                await host.Ended;
            else if (host.Phase is not "armed")
                await PassWindowAsync(host);
            await host.InsideAsync(
                "kill $(cat /run/sshd.pid); while [ -e /run/sshd.pid ]; do sleep 0.01; done; cp -p /var/tmp/host_key* /etc/lab/; "
                + Inside.StartSshd);
        });

    public static readonly Fault Window = new(
        "window", "the trial's window ends before the controller has said anything",
        state => state == HostState.Trial ? Ends.Either : Ends.Old,
        EndWindowAsync,
        PassWindowAsync);

    public static readonly Fault Down = new(
        "down", "the host is off from the start",
        _ => Ends.Old,
        Nothing,
        async host =>
        {
            await host.Ended;
            await OnAsync(host);
        }) { IsGated = false, Before = OffAsync };

    /// <summary>The host stands still at its moment until every other has come to its own and the controller is gone.</summary>
    public static readonly Fault Controller = new(
        "controller", "the controller is gone at once and another one resumes the rollout",
        state => state == HostState.Revert ? Ends.Old : Ends.New,
        host => host.StandStillAsync(),
        Nothing);

    private static async Task OffAsync(FaultyHost host) =>
        LabAssert.Done(await host.Host.Lab.PowerOffAsync(host.Name, CancellationToken.None));

    private static async Task OnAsync(FaultyHost host) =>
        LabAssert.Done(await host.Host.Lab.PowerOnAsync(host.Name, CancellationToken.None));

    /// <summary>Lets people in again after sshd was killed.</summary>
    public static Task LetInAsync(FaultyHost host) => host.InsideAsync($"rm -f /run/sshd.pid; {Inside.StartSshd}");

    public static Task Nothing(FaultyHost host) => Task.CompletedTask;

    /// <summary>Rings the timer of the trial, which is its deadline, and waits until the host has gone back.</summary>
    public static Task PassWindowAsync(FaultyHost host) => PassWindowAsync(host, () => true);

    /// <param name="also">What must have come before.</param>
    public static async Task PassWindowAsync(FaultyHost host, Func<bool> also)
    {
        await Patience.UntilAsync(() => host.Phase is var phase
            && (phase == "ended" || (phase is "activating" or "on-trial" && also())));
        await EndWindowAsync(host);
        await Patience.UntilAsync(() => host.Phase == "ended");
    }

    /// <summary>Ends the limit of an activation that has said that it hangs.</summary>
    public static async Task PassLimitAsync(FaultyHost host)
    {
        await Patience.UntilAsync(() => host.Text(HangsMark) is not "");
        await RingAsync(host, () => true);
    }

    private static async Task EndWindowAsync(FaultyHost host)
    {
        await RingAsync(host, () => host.Phase is "activating" or "on-trial");
    }

    /// <summary>A timer may not have been started yet.</summary>
    private static async Task RingAsync(FaultyHost host, Func<bool> wanted)
    {
        while (wanted() && !await host.Gate.RingAsync())
        {
        }
    }

    private static Fault Full(string name, string folder, bool files)
    {
        SmallDisk disk = new(folder, files);
        return new Fault(
            name,
            $"the disk under `{folder}` is full{(files ? ", for files too," : "")} until the controller has noticed or the rollout ended",
            state => state == HostState.Revert ? Ends.Old : Ends.Either,
            disk.FillAsync,
            async host =>
            {
                await host.Troubled;
                await disk.EmptyAsync(host);
            }) { Before = disk.PutUnderAsync, After = disk.TakeAwayAsync };
    }
}
