using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Store.Files;
using Chimera.Store.Keys;
using Chimera.Store.Proofs;
using Chimera.Store.Verification;

namespace Chimera.Store.Tests;

/// <summary>A state folder of its own for one test, gone afterwards.</summary>
internal sealed class Sandbox : IDisposable
{
    // In memory where that can be had: the tests cut power by hand, and thousands of syncs would only wear the disk.
    private readonly DirectoryInfo _root = Directory.CreateDirectory(
        Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"chimera-store-{Guid.NewGuid():N}"));

    public StateFolder Folder => new(Path.Combine(_root.FullName, ".chimera"));

    public EcdsaVerifier Key => new KeyFiles(Folder.Keys, KeyUse.Ledger).OpenPublic()!;

    public LedgerVerifier Verifier => new(Folder.Ledger, Key);

    public LedgerProver Prover => new(Folder.Ledger, Key);

    public static DomainEvent Event(int number, string stream = "world") => new(stream, "test.happened", new JsonObject { ["number"] = number });

    public StateStoreOpening TryOpen(Func<string, IAppendFile>? open = null) =>
        new StateStoreOpener(Folder, "tester", TimeProvider.System, open ?? AppendFile.Open).Open();

    public StateStore Open(Func<string, IAppendFile>? open = null) => TryOpen(open) switch
    {
        StateStoreOpening.Opened opened => opened.Store,
        StateStoreOpening.Refused refused => throw new InvalidOperationException(string.Join('\n', refused.Why)),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    /// <summary>Opens, appends this many events one after another, closes.</summary>
    public async Task FillAsync(int count)
    {
        await using var store = Open();
        for (var i = 0; i < count; i++)
        {
            await store.Journal.AppendAsync(Event(i), default);
        }
    }

    /// <summary>Opens, appends this many events in as few commits as come about, closes.</summary>
    public async Task FillTogetherAsync(int count)
    {
        await using var store = Open();
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => store.Journal.AppendAsync(Event(i), default)));
    }

    public string At(string file) => Path.Combine(Folder.Ledger, file);

    public byte[] Read(string file) => File.ReadAllBytes(At(file));

    public void Write(string file, byte[] content) => File.WriteAllBytes(At(file), content);

    public void Change(string file, Func<byte[], byte[]> change) => Write(file, change(Read(file)));

    public IReadOnlyList<string> LedgerFiles() =>
        [.. Directory.EnumerateFiles(Folder.Ledger, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder.Ledger, file)).Order(StringComparer.Ordinal)];

    /// <summary>What the state folder is now, to be put back later.</summary>
    public Dictionary<string, byte[]> Snapshot() =>
        Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllBytes);

    public void Restore(Dictionary<string, byte[]> snapshot)
    {
        foreach (var file in Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories))
        {
            if (!snapshot.ContainsKey(file))
            {
                File.Delete(file);
            }
        }

        foreach (var (file, content) in snapshot)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }

    /// <summary>Makes the ledger one whose index knows nothing of what is about to be done to it.</summary>
    public void ForgetIndex()
    {
        foreach (var file in Directory.EnumerateFiles(Folder.Path, "state.db*"))
        {
            File.Delete(file);
        }
    }

    public void Dispose() => _root.Delete(recursive: true);
}
