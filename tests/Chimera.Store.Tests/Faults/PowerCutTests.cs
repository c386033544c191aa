using System.Globalization;
using Chimera.Engine.Record;
using Chimera.Store.Verification;

namespace Chimera.Store.Tests.Faults;

/// <summary>
/// Power cuts, from what a writing process really asked of the system: its calls are recorded, and after each of them a disk is made that
/// kept what was synced and any part of the rest. Whatever was acknowledged is there, and what is not as it should be is told of.
/// </summary>
public sealed class PowerCutTests : IDisposable
{
    private const int Together = 253;
    private const int Disks = 2;

    private readonly Sandbox _writer = new();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_by_a_power_cut_at_any_call_and_what_was_torn_is_told_of_with_its_place()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is missing");
        var trace = _writer.Folder.Path + ".trace";
        var told = await WritingProcess.RunAsync(_writer.Folder, Together, [.. SystemCalls.Trace, trace]);
        Assert.SkipWhen(told.Length == 0, "strace may not trace here");
        Assert.All(told, line => Assert.StartsWith("acknowledged ", line, StringComparison.Ordinal));
        var changes = SystemCalls.Read(File.ReadLines(trace), _writer.Folder.Path, WritingProcess.ToldBy(_writer.Folder)).Where(change => !IsIndex(change)).ToList();
        Assert.Equal(told.Length, changes.OfType<DiskChange.Acknowledged>().Count());
        Assert.True(changes.OfType<DiskChange.Synced>().Count() > told.Length / 16, "the trace has too few syncs");

        var (recovered, torn) = (0, 0);
        for (var end = 1; end <= changes.Count; end++)
        {
            // Being told changes nothing on the disk.
            for (var seed = 0; seed < (changes[end - 1] is DiskChange.Acknowledged ? 0 : Disks); seed++)
            {
                var (wasTold, wasTorn) = await CutAsync(changes, end, (end * 100) + seed);
                (recovered, torn) = (recovered + (wasTold ? 1 : 0), torn + (wasTorn ? 1 : 0));
            }
        }

        // The disks were bad enough: many left something to tell of, and many of those were torn.
        Assert.True(recovered > 20 && torn > 10, $"{recovered} told of, {torn} torn");
    }

    public void Dispose()
    {
        foreach (var beside in Directory.EnumerateFiles(Path.GetDirectoryName(_writer.Folder.Path)!, ".chimera.*"))
        {
            File.Delete(beside);
        }

        _writer.Dispose();
    }

    private async Task<(bool Told, bool Torn)> CutAsync(List<DiskChange> changes, int end, int seed)
    {
        var what = $"after call {end} ({changes[end - 1].GetType().Name}), seed {seed}";
        var acknowledged = changes.Take(end).OfType<DiskChange.Acknowledged>().Select(change => change.Number).ToHashSet();
        using var sandbox = new Sandbox();
        var (files, folders) = new LosingDisk(changes, new Random(seed)).LoseAfter(end);
        foreach (var folder in folders)
        {
            Directory.CreateDirectory(Moved(folder));
        }

        foreach (var (file, content) in files)
        {
            await File.WriteAllBytesAsync(Moved(file), content);
            if (file.EndsWith(".key.pem", StringComparison.Ordinal))
            {
                File.SetUnixFileMode(Moved(file), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        // Nothing signed and nothing published is ever at odds with the rest.
        var before = Directory.Exists(sandbox.Folder.Keys) && sandbox.Key is not null ? sandbox.Verifier.Verify() : new Verdict.Absent();
        Assert.True(before is not Verdict.Broken, $"{what}: {(before as Verdict.Broken)?.Faults[0]}");
        Assert.True(acknowledged.Count == 0 || before is not Verdict.Absent, what);

        var opening = sandbox.TryOpen();
        Assert.True(opening is StateStoreOpening.Opened, $"{what}: {(opening as StateStoreOpening.Refused)?.Why[0]}");
        await using (var store = ((StateStoreOpening.Opened)opening).Store)
        {
            var kept = (await JournalTests.All(store.Journal, "world")).Select(happened => happened.Data["number"]!.GetValue<int>()).ToList();
            Assert.True(acknowledged.IsSubsetOf(kept), $"{what}: {acknowledged.Except(kept).Count()} acknowledged events are lost");
            Assert.True(kept.Count == kept.Distinct().Count(), what);
            var told = await JournalTests.All(store.Journal, "ledger");
            if (before is Verdict.Unsigned { End: var left })
            {
                var facts = Assert.Single(told).Data;
                var places = facts["fragments"]!.AsArray().Select(fragment => (fragment!["file"]!.GetValue<string>(), fragment["offset"]!.GetValue<long>())).ToList();
                Assert.True(facts["unsigned"]!.GetValue<long>() == left.Entries, $"{what}: {facts.ToJsonString()} for {left}");
                Assert.True(left.Entries > 0 || places.Contains((left.File, left.Offset)), $"{what}: {facts.ToJsonString()} for {left}");
                return (true, places.Count > 0);
            }

            Assert.True(told.Count == 0, $"{what}: {told.FirstOrDefault()?.Data.ToJsonString()} for {before}");
        }

        Assert.True(sandbox.Verifier.Verify() is Verdict.Intact, what);
        return (false, false);

        string Moved(string path) => sandbox.Folder.Path + path[_writer.Folder.Path.Length..];
    }

    /// <summary>The index is made again from the ledger; here it is always lost.</summary>
    private bool IsIndex(DiskChange change) => change switch
    {
        DiskChange.Created { Path: var path } => Index(path),
        DiskChange.Written { Path: var path } => Index(path),
        DiskChange.Cut { Path: var path } => Index(path),
        DiskChange.Removed { Path: var path } => Index(path),
        DiskChange.Synced { Path: var path } => Index(path),
        _ => false,
    };

    private bool Index(string path) => path.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{_writer.Folder.Database}"), StringComparison.Ordinal);
}
