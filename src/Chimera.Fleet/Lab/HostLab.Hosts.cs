using System.Collections.Immutable;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Lab;

/// <content>What is done to single hosts, side by side with other hosts.</content>
public sealed partial class HostLab
{
    /// <summary>What every host is right now.</summary>
    public LabOutcome Status()
    {
        if (!Environment.IsPrivilegedProcess)
            return LabOutcome.Refuse(LabPrograms.NeedsRoot);
        return LabRecord.Read(_folder.Record) is { } record
            ? new LabOutcome.Done([.. record.Names.Select(new HostPower(_folder, record, _time).Look)])
            : LabOutcome.Refuse(LabChecks.NoLab(_folder));
    }

    /// <summary>Breaks a host.</summary>
    /// <param name="kind">The name of one of <see cref="BreakKind.All"/>.</param>
    public Task<LabOutcome> BreakAsync(string host, string kind, CancellationToken cancel)
    {
        if (!BreakKind.All.Any(known => known.Name == kind))
            return Task.FromResult(LabOutcome.Refuse(LabChecks.UnknownBreak(kind)));
        return kind switch
        {
            "power" => PowerOffAsync(host, cancel),
            "boot" => RebootAsync(host, cancel),
            _ => OnHostAsync(host, power => power.DoInsideAsync(host, "break_" + kind, cancel)),
        };
    }

    /// <summary>Cuts the host's power: its processes, /run and /tmp are gone when this returns.</summary>
    public Task<LabOutcome> PowerOffAsync(string host, CancellationToken cancel) =>
        OnHostAsync(host, power => power.OffAsync(host, cancel));

    /// <summary>Powers the host on; it activates what its system profile names. Nothing happens when it is on.</summary>
    public Task<LabOutcome> PowerOnAsync(string host, CancellationToken cancel) =>
        OnHostAsync(host, power => power.OnAsync(host, cancel));

    /// <summary>Powers the host off and on.</summary>
    public Task<LabOutcome> RebootAsync(string host, CancellationToken cancel) =>
        OnHostAsync(host, async power => await power.OffAsync(host, cancel) ?? await power.OnAsync(host, cancel));

    /// <summary>Replaces the host by a new one with nothing on it, at the same address and with a new, trusted key.</summary>
    public Task<LabOutcome> ReplaceAsync(string host, CancellationToken cancel) =>
        OnHostAsync(host, async power =>
            await RemoveAsync(host, progress: null, cancel) ?? await power.OnAsync(host, cancel) ?? power.Trust(host));

    private async Task<LabOutcome> OnHostAsync(string host, Func<HostPower, Task<Finding?>> act)
    {
        if (!Environment.IsPrivilegedProcess)
            return LabOutcome.Refuse(LabPrograms.NeedsRoot);
        if (LabRecord.Read(_folder.Record) is not { } record)
            return LabOutcome.Refuse(LabChecks.NoLab(_folder));
        if (!record.Names.Contains(host))
            return LabOutcome.Refuse(LabChecks.UnknownHost(host, record));
        await using var held = LabLock.OneHost(_folder.Lock);
        if (held is null)
            return LabOutcome.Refuse(LabLock.Busy(_folder.Lock));

        var power = new HostPower(_folder, record, _time);
        var finding = await act(power);
        return LabOutcome.Of([power.Look(host)], [finding]);
    }
}
