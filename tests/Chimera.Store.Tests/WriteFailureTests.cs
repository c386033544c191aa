using Chimera.Engine.Record;
using Chimera.Store.Files;
using Chimera.Store.Verification;

namespace Chimera.Store.Tests;

public sealed class WriteFailureTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Theory]
    [InlineData("0.entries", true)]
    [InlineData("0.entries", false)]
    [InlineData("checkpoints", true)]
    [InlineData("checkpoints", false)]
    public async Task A_failed_write_or_sync_stops_the_journal_for_good_and_what_was_acknowledged_is_kept(string file, bool onFlush)
    {
        var failing = new Failing(file, onFlush);
        await using (var store = _sandbox.Open(failing.Open))
        {
            await store.Journal.AppendAsync(Sandbox.Event(0), default);
            failing.IsOn = true;
            var first = await Assert.ThrowsAsync<RecordUnavailableException>(() => store.Journal.AppendAsync(Sandbox.Event(1), default));
            failing.IsOn = false;
            var second = await Assert.ThrowsAsync<RecordUnavailableException>(() => store.Journal.AppendAsync(Sandbox.Event(2), default));

            Assert.Contains("the disk is gone", first.Message, StringComparison.Ordinal);
            Assert.Equal(first.Message, second.Message);
        }

        await using var again = _sandbox.Open();
        Assert.Equal(0, (await JournalTests.All(again.Journal, "world"))[0].Data["number"]!.GetValue<int>());
        Assert.IsType<Verdict.Intact>(again.Verifier.Verify());
    }

    [Fact]
    public async Task Everybody_who_waits_is_told()
    {
        var failing = new Failing("checkpoints", OnFlush: true);
        await using var store = _sandbox.Open(failing.Open);
        failing.IsOn = true;
        var appends = Enumerable.Range(0, 50).Select(i => store.Journal.AppendAsync(Sandbox.Event(i), default)).ToList();

        foreach (var append in appends)
        {
            await Assert.ThrowsAsync<RecordUnavailableException>(() => append);
        }
    }

    public void Dispose() => _sandbox.Dispose();

    private sealed record Failing(string File, bool OnFlush)
    {
        public volatile bool IsOn;

        public IAppendFile Open(string path) =>
            path.EndsWith(File, StringComparison.Ordinal) ? new FailingFile(AppendFile.Open(path), this) : AppendFile.Open(path);

        private sealed class FailingFile(IAppendFile real, Failing failing) : IAppendFile
        {
            public void Append(ReadOnlySpan<byte> bytes)
            {
                if (failing is { IsOn: true, OnFlush: false })
                {
                    real.Append(bytes[..(bytes.Length / 2)]);
                    throw new IOException("the disk is gone");
                }

                real.Append(bytes);
            }

            public void Flush()
            {
                if (failing is { IsOn: true, OnFlush: true })
                {
                    throw new IOException("the disk is gone");
                }

                real.Flush();
            }

            public void Dispose() => real.Dispose();
        }
    }
}
