using Chimera.Engine.Record;
using Chimera.Store.Ledger;

namespace Chimera.Store.Verification;

/// <summary>Checks what is kept beside the entries: every file is what its name says, and everything that an entry names is there.</summary>
internal static class BlobAudit
{
    /// <summary>The digests that an entry names: its own data, and the torn bytes that a recovery moved aside.</summary>
    public static IEnumerable<string> NamedBy(LedgerEntry entry)
    {
        if (entry.Payload is not null)
        {
            yield return entry.Payload;
        }

        if (entry is { Type: EventTypes.LedgerRecovered, Data: { } data } && data["fragments"] is System.Text.Json.Nodes.JsonArray fragments)
        {
            foreach (var fragment in fragments)
            {
                if (fragment is System.Text.Json.Nodes.JsonObject map && map["content"].TextOrNull() is { } digest)
                {
                    yield return digest;
                }
            }
        }
    }

    public static void Run(LedgerPaths paths, IReadOnlyDictionary<string, long> named, List<Fault> faults)
    {
        foreach (var (digest, entry) in named)
        {
            if (!BlobFolder.IsDigest(digest) || !paths.Has(LedgerPaths.Blob(digest)))
            {
                faults.Add(new Fault("ledger.data-missing", "what the entry names by its digest is missing", BlobFolder.IsDigest(digest) ? LedgerPaths.Blob(digest) : "blob", null, entry));
            }
        }

        foreach (var file in paths.Files("blob"))
        {
            var digest = $"sha256:{Path.GetFileName(file)}";
            if (BlobFolder.IsDigest(digest) && BlobFolder.DigestOf(paths.Read(file)) != digest)
            {
                faults.Add(new Fault(
                    "ledger.data-changed", "the data is not what its name says", LedgerPaths.Blob(digest), null, named.TryGetValue(digest, out var entry) ? entry : null));
            }
        }
    }
}
