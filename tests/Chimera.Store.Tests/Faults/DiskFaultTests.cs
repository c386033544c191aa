using System.Diagnostics;
using Chimera.Engine.Record;
using Chimera.Store.Files;
using Chimera.Store.Verification;

namespace Chimera.Store.Tests.Faults;

/// <summary>Disks that fail for real: system calls that end with an error, a file system that is full, a limit on the size of files.</summary>
public sealed class DiskFaultTests : IDisposable
{
    private const int Together = 5;
    private const string Entries = "tail/0.entries";
    private const string Checkpoints = "checkpoints";

    private readonly Sandbox _sandbox = new();

    [Theory]
    [InlineData(Entries, "fsync", "EIO")]
    [InlineData(Checkpoints, "fsync", "EIO")]
    [InlineData(Entries, "pwrite64", "EIO")]
    [InlineData(Checkpoints, "pwrite64", "ENOSPC")]
    [InlineData(Entries, "pwrite64", "EDQUOT")]
    public async Task A_call_that_fails_once_stops_the_writer_for_good_and_is_never_tried_again(string file, string call, string error)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is missing");
        await _sandbox.FillAsync(1);

        // The first call of a thread fails and every later one would succeed: after a failed fsync the next reports nothing of what was lost.
        var told = await WritingProcess.RunAsync(
            _sandbox.Folder, Together, "strace", "-f", "-o", "/dev/null", "-P", _sandbox.At(file), "-e", $"trace={call}", "-e", $"inject={call}:error={error}:when=1");
        Assert.SkipWhen(told.Length == 0, "strace may not trace here");

        ExpectStopped(told, acknowledged: 0, already: 1);
    }

    [Fact]
    public async Task A_limit_on_the_size_of_files_stops_the_writer_where_it_is_reached()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "bash is missing");

        // Large enough that of all files this one meets the limit first, after a few events more.
        await using (var store = _sandbox.Open())
        {
            for (var number = 0; number < 3; number++)
            {
                await store.Journal.AppendAsync(new("large", "test.happened", new() { ["much"] = new string('x', 50_000) }), default);
            }
        }

        var blocks = ((_sandbox.Read(Entries).Length + 300) / 1024) + 1;

        // Without the signal, a write beyond the limit is cut short and the next one fails.
        var told = await WritingProcess.RunAsync(_sandbox.Folder, Together, "bash", "-c", $"trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"", "bash");

        var acknowledged = told.TakeWhile(line => line.StartsWith("acknowledged ", StringComparison.Ordinal)).Count();
        Assert.True(acknowledged > 0, string.Join('\n', told));
        ExpectStopped(told, acknowledged, already: 0);
    }

    [Fact]
    public async Task A_full_file_system_stops_the_writer_and_nothing_that_was_acknowledged_is_lost()
    {
        var mount = Directory.CreateDirectory(_sandbox.Folder.Path + ".full").FullName;
        Assert.SkipUnless(await IsRunAsync("mount", "-t", "tmpfs", "-o", "size=768k", "tmpfs", mount), "a file system can only be mounted by root");
        try
        {
            // The index has a file system of its own to fail on; here only the ledger's is full.
            var folder = new StateFolder(Path.Combine(mount, ".chimera"));
            var numbers = new List<int>();
            await using (var store = Opened(folder))
            {
                await Assert.ThrowsAsync<RecordUnavailableException>(async () =>
                {
                    for (var number = 0; number < 100_000; number++)
                    {
                        await store.Journal.AppendAsync(new("world", "test.happened", new() { ["number"] = number, ["much"] = new string('x', 3000) }), default);
                        numbers.Add(number);
                    }
                });
                await Assert.ThrowsAsync<RecordUnavailableException>(() => store.Journal.AppendAsync(Sandbox.Event(1), default));
            }

            Assert.True(numbers.Count > 5, $"{numbers.Count} fitted");
            Assert.True(await IsRunAsync("mount", "-o", "remount,size=16m", mount));
            await using var again = Opened(folder);
            var kept = await JournalTests.All(again.Journal, "world");
            Assert.Equal(numbers, kept.Select(happened => happened.Data["number"]!.GetValue<int>()).Take(numbers.Count));
            Assert.IsType<Verdict.Intact>(again.Verifier.Verify());
        }
        finally
        {
            await IsRunAsync("umount", "-l", mount);
            Directory.Delete(mount);
        }
    }

    public void Dispose()
    {
        File.Delete(WritingProcess.ToldBy(_sandbox.Folder));
        _sandbox.Dispose();
    }

    /// <summary>So many were acknowledged, then none ever again; what was acknowledged is there after opening anew, and the rest is told of.</summary>
    private void ExpectStopped(string[] told, int acknowledged, int already)
    {
        var lines = string.Join('\n', told);
        Assert.True(told.Take(acknowledged).All(line => line.StartsWith("acknowledged ", StringComparison.Ordinal)), lines);
        Assert.True(told.Length > acknowledged && told.Skip(acknowledged).All(line => line.StartsWith("unavailable the record cannot be written: ", StringComparison.Ordinal)), lines);
        Assert.Single(told.Skip(acknowledged).Distinct());

        Assert.False(_sandbox.Verifier.Verify() is Verdict.Broken, $"{_sandbox.Verifier.Verify()}");
        var store = _sandbox.Open();
        try
        {
            var kept = JournalTests.All(store.Journal, "world").GetAwaiter().GetResult();
            Assert.True(kept.Count >= already + acknowledged, $"{kept.Count} are left of {already + acknowledged}");
            Assert.IsType<Verdict.Intact>(store.Verifier.Verify());
        }
        finally
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static StateStore Opened(StateFolder folder) => new StateStoreOpener(folder, "tester", TimeProvider.System, AppendFile.Open).Open() switch
    {
        StateStoreOpening.Opened opened => opened.Store,
        var refused => throw new InvalidOperationException($"{refused}"),
    };

    private static async Task<bool> IsRunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
