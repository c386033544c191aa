using System.Collections.Immutable;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Lab;

/// <summary>
/// A lab: hosts on this machine that are real to Chimera, each with its own /nix, /etc, sshd and processes. Needs root.
/// Every verb may be repeated, and finishes what a killed one began. Several labs, in folders of their own, do not meet.
/// </summary>
/// <param name="directory">Where the lab keeps everything it has.</param>
public sealed partial class HostLab(string directory, TimeProvider? clock = null)
{
    /// <summary>The lab of the machine, so that a truth can name its files.</summary>
    public const string DefaultDirectory = "/var/lib/chimera-lab";

    private readonly LabFolder _folder = new(directory);
    private readonly TimeProvider _time = clock ?? TimeProvider.System;

    /// <summary>An ssh configuration that reaches the hosts by name: <c>ssh -F FILE lab1</c>.</summary>
    public string SshConfig => _folder.SshConfig;

    /// <summary>The hosts as a truth's <c>hosts_file</c>.</summary>
    public string HostsFile => _folder.HostsFile;

    /// <summary>Makes the lab have exactly these hosts, all on and without what the lab itself broke; what runs on them is left alone.</summary>
    /// <param name="hosts">1 to 1000; hosts above the number are removed.</param>
    public async Task<LabOutcome> UpAsync(int hosts, LabOptions options, IProgress<LabProgress>? progress, CancellationToken cancel)
    {
        var wrong = LabChecks.BeforeUp(_folder, hosts, options).ToImmutableArray();
        if (!wrong.IsEmpty)
            return new LabOutcome.Refused(wrong);
        Directory.CreateDirectory(_folder.Path);
        Directory.CreateDirectory("/nix");
        await using var held = LabLock.Whole(_folder.Lock);
        if (held is null)
            return LabOutcome.Refuse(LabLock.Busy(_folder.Lock));

        var before = LabRecord.Read(_folder.Record);
        if ((before?.Block ?? Loopback.FreeBlock(options.SshPort)) is not { } block)
            return LabOutcome.Refuse(LabChecks.PortTaken(options.SshPort));
        var record = new LabRecord(hosts, block, options);
        record.Write(_folder.Record);

        // Hosts keep their addresses for life, so without a record of them they cannot be kept.
        var names = record.Names.ToImmutableArray();
        var stuck = await ForEachAsync(
            _folder.HostsFound().Except(before is null ? [] : names), (name, stop) => RemoveAsync(name, progress, stop), cancel);
        if (before?.Options != options)
        {
            var off = await ForEachAsync(_folder.HostsFound(), (name, stop) => HostPower.OffAsync(_folder, name, _time, stop), cancel);
            stuck = [.. stuck.Union(off)];
        }

        if (!stuck.IsEmpty)
            return new LabOutcome.Failed([], stuck);
        return await LabMaterials.MakeAsync(_folder, cancel) is { } failure
            ? new LabOutcome.Failed([], [failure])
            : await StartAsync(record, names, progress, cancel);
    }

    /// <summary>Ends every process of the lab and removes everything it had.</summary>
    public async Task<LabOutcome> DownAsync(IProgress<LabProgress>? progress, CancellationToken cancel)
    {
        if (!Environment.IsPrivilegedProcess)
            return LabOutcome.Refuse(LabPrograms.NeedsRoot);
        if (LabChecks.Folder(_folder) is { } foreign)
            return LabOutcome.Refuse(foreign);
        if (!Directory.Exists(_folder.Path))
            return new LabOutcome.Done([]);
        await using var held = LabLock.Whole(_folder.Lock);
        if (held is null)
            return LabOutcome.Refuse(LabLock.Busy(_folder.Lock));

        var stuck = await ForEachAsync(_folder.HostsFound(), (name, stop) => RemoveAsync(name, progress, stop), cancel);
        if (!stuck.IsEmpty)
            return new LabOutcome.Failed([], stuck);
        _folder.Delete();
        return new LabOutcome.Done([]);
    }

    private async Task<LabOutcome> StartAsync(
        LabRecord record, ImmutableArray<string> names, IProgress<LabProgress>? progress, CancellationToken cancel)
    {
        var power = new HostPower(_folder, record, _time);
        var failures = await ForEachAsync(names, async (name, stop) =>
        {
            var failure = await power.UpAsync(name, stop);
            progress?.Report(new LabProgress(name, failure is null ? "is on" : "did not come up"));
            return failure;
        }, cancel);

        await File.WriteAllTextAsync(_folder.SshConfig, LabDocuments.SshConfig(_folder, record), cancel);
        await File.WriteAllTextAsync(_folder.HostsFile, LabDocuments.HostsFile(record), cancel);
        return LabOutcome.Of([.. names.Select(power.Look)], failures);
    }

    private async Task<Finding?> RemoveAsync(string name, IProgress<LabProgress>? progress, CancellationToken cancel)
    {
        if (await HostPower.OffAsync(_folder, name, _time, cancel) is { } stuck)
            return stuck;
        Directory.Delete(_folder.Host(name), recursive: true);
        progress?.Report(new LabProgress(name, "is gone"));
        return null;
    }

    /// <summary>What would not be done, in the order of the hosts.</summary>
    private static async Task<ImmutableArray<Finding>> ForEachAsync(
        IEnumerable<string> hosts, Func<string, CancellationToken, Task<Finding?>> act, CancellationToken cancel)
    {
        ImmutableArray<string> names = [.. hosts];
        var findings = new Finding?[names.Length];
        await Parallel.ForAsync(
            0, names.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount * 2, CancellationToken = cancel },
            async (at, stop) => findings[at] = await act(names[at], stop));
        return [.. findings.OfType<Finding>()];
    }
}
