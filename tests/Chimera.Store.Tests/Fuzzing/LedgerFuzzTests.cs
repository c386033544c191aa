using System.Text;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Store.Keys;
using Chimera.Store.Ledger;
using Chimera.Store.Proofs;
using Chimera.Store.Verification;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Store.Tests.Fuzzing;

/// <summary>A state folder of which one file can be anything: it is verified, proved from, read and opened without an exception that was not promised.</summary>
public sealed class LedgerFuzzTests : IDisposable
{
    private const string Recovering = """{"fragments":[{"bytes":3,"content":"sha256:039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81","file":"tail/0.entries","offset":9}],"signed":3,"unsigned":0}""";

    private readonly Sandbox _sandbox = new();
    private Dictionary<string, byte[]> _whole = [];

    [Fact]
    public async Task Any_file_of_a_state_folder_can_hold_anything()
    {
        await _sandbox.FillTogetherAsync(20);
        await using (var store = _sandbox.Open())
        {
            await store.Journal.AppendAsync(new("s", "t", new() { ["large"] = new string('x', 70_000) }), default);
            await store.Plans.SaveAsync(new Plan(PlanIntent.Deploy, "sha256:abc", []), default);
        }

        await _sandbox.FillAsync(2);
        _sandbox.Write(LedgerPaths.Recovering, Encoding.UTF8.GetBytes(Recovering));
        _whole = _sandbox.Snapshot();
        var corpus = _whole.Where(file => file.Value.Length > 0 && !file.Key.EndsWith("-shm", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => Encoding.UTF8.GetBytes(Path.GetRelativePath(_sandbox.Folder.Path, file.Key) + "\n").Concat(file.Value).ToArray());
        Fuzzer.Run(
            new FuzzTarget("ledger-files", [.. corpus], Judge) { MostBytes = 128 * 1024 }
                .With("\n\n", "— ", "sha256:", "\"fragments\":", "null", "[]", "{}", "\"ledger.recovered\"", "\"payload\":\"sha256:../../../../etc/passwd\"", "\0\0", "-----BEGIN PRIVATE KEY-----\n", "tester, process 7,")
                .Keeping("ledger/recovering\n", "ledger/recovering\n{\"fragments\":[7]}", "ledger/recovering\n{\"fragments\":[{\"content\":\"\\ud800\"}]}", "ledger/recovering\n[]"),
            250);
    }

    [Fact]
    public void An_entry_that_names_what_a_recovery_moved_aside_can_name_anything()
    {
        foreach (var data in new[] { """{"fragments":[7]}""", """{"fragments":[{"content":7}]}""", """{"fragments":[{}]}""", """{"fragments":{}}""", """{"fragments":[null]}""" })
        {
            var entry = new LedgerEntry(0, "ledger", 1, DateTimeOffset.UnixEpoch, "a", EventTypes.LedgerRecovered, System.Text.Json.Nodes.JsonNode.Parse(data)!.AsObject(), null);

            Assert.Empty(BlobAudit.NamedBy(entry));
        }
    }

    public void Dispose() => _sandbox.Dispose();

    private string? Judge(byte[] input)
    {
        var end = Array.IndexOf(input, (byte)'\n');
        var name = Path.Combine(_sandbox.Folder.Path, Encoding.UTF8.GetString(input.AsSpan(0, Math.Max(end, 0))));
        if (!_whole.ContainsKey(name))
        {
            return null;
        }

        File.WriteAllBytes(name, input[(end + 1)..]);
        try
        {
            return Read() ?? Open();
        }
        catch (Exception e)
        {
            return $"throws {e}";
        }
        finally
        {
            _sandbox.Restore(_whole);
            File.SetUnixFileMode(Path.Combine(_sandbox.Folder.Keys, "ledger.key.pem"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private string? Read()
    {
        using var view = StateView.Open(_sandbox.Folder)!;
        if (view.Verifier?.Verify() is Verdict.Broken broken && broken.Faults.Any(fault => fault.File.Length == 0 || fault.Message.Length == 0))
        {
            return "a fault without a place";
        }

        if (view.Prover?.ProveEntry(3) is Proving.Refused { Why.Message.Length: 0 })
        {
            return "refused without a reason";
        }

        StateWriter.Of(_sandbox.Folder);
        return UnlessUnavailable(() => JournalTests.All(view.History, "world").GetAwaiter().GetResult())
            ?? UnlessUnavailable(() => view.History.LatestAsync(["test.happened"], 3, default).GetAwaiter().GetResult())
            ?? UnlessUnavailable(() => view.Plans.FindAsync("a", default).GetAwaiter().GetResult());
    }

    private string? Open()
    {
        switch (_sandbox.TryOpen())
        {
            case StateStoreOpening.Opened opened:
                var appended = UnlessUnavailable(() => opened.Store.Journal.AppendAsync(Sandbox.Event(99), default).GetAwaiter().GetResult());
                opened.Store.DisposeAsync().AsTask().GetAwaiter().GetResult();
                return appended;
            case StateStoreOpening.Refused refused:
                return refused.Why.IsEmpty || refused.Why.Any(why => why.Message.Contains('\n', StringComparison.Ordinal)) ? "refused without a reason, or on several lines" : null;
            default:
                return "no such opening";
        }
    }

    private static string? UnlessUnavailable<T>(Func<T> read)
    {
        try
        {
            read();
            return null;
        }
        catch (RecordUnavailableException e)
        {
            return e.Message.Length > 0 ? null : "unavailable without a reason";
        }
    }
}
