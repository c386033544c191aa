using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Engine.Validation.Certificates;

/// <summary>
/// What the record knows of the keys that certificates are signed with. The time in a certificate is the word of whoever signed it, and so worth nothing
/// once a key may be in other hands; the record is signed with another key, and its order cannot be made up.
/// </summary>
/// <param name="Retired">Those that were replaced, by name.</param>
/// <param name="Revoked">Those that were taken back, by name.</param>
/// <param name="Issued">Where certificates are on record, by the digest of their payload.</param>
public sealed record KeyHistory(
    ImmutableDictionary<string, KeyChange> Retired, ImmutableDictionary<string, KeyChange> Revoked, ImmutableDictionary<string, long> Issued)
{
    public const string Stream = "keys";

    public static readonly KeyHistory Nothing =
        new(ImmutableDictionary<string, KeyChange>.Empty, ImmutableDictionary<string, KeyChange>.Empty, ImmutableDictionary<string, long>.Empty);

    /// <param name="before">The key whose place it takes; null for none.</param>
    public static DomainEvent Entry(string type, string key, string? before) =>
        new(Stream, type, new JsonObject { ["key"] = key, ["before"] = before });

    public static DomainEvent Revocation(string key, string why) =>
        new(Stream, EventTypes.KeyRevoked, new JsonObject { ["key"] = key, ["why"] = why });

    /// <exception cref="RecordUnavailableException">An event does not say which key it is about: then none of them is trusted.</exception>
    /// <param name="withIssued">Whether certificates are looked up even if no key is on record as replaced.</param>
    public static async Task<KeyHistory> ReadAsync(IHistory history, bool withIssued, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(history);
        var (retired, revoked) = (Nothing.Retired.ToBuilder(), Nothing.Revoked.ToBuilder());
        await foreach (var entry in history.ReadAsync(Stream, cancel))
        {
            if (entry.Type == EventTypes.KeyRevoked)
            {
                var (key, why) = entry.Read(facts => (facts.Text("key"), facts.Text("why")));
                revoked.TryAdd(key, new KeyChange(entry.Index, entry.At, why));
            }
            else if (entry.Type is EventTypes.KeyRotated or EventTypes.KeyAdopted
                && entry.Read(facts => facts.TextOrNull("before")) is { } before)
            {
                retired.TryAdd(before, new KeyChange(entry.Index, entry.At, Why: ""));
            }
        }

        var issued = withIssued || retired.Count > 0 ? await IssuedAsync(history, cancel) : Nothing.Issued;
        return new KeyHistory(retired.ToImmutable(), revoked.ToImmutable(), issued);
    }

    /// <summary>Why what a key signed does not count, though it signed it.</summary>
    /// <returns>Null where it counts.</returns>
    internal Finding? Objection(TrustedSigner signer, DsseEnvelope envelope)
    {
        var name = signer.Key.Name;
        if (Revoked.TryGetValue(name, out var back) || signer.State == KeyState.Revoked)
        {
            return Finding.Error(
                "certificate.key-revoked", $"the key that signed it was taken back: {name}{Since(back)}{(back is null ? "" : $", {back.Why}")}",
                "certify again with another key");
        }

        if (!Retired.TryGetValue(name, out var replaced) && signer.State == KeyState.InUse)
        {
            return null;
        }

        return Issued.TryGetValue(DigestOf(Convert.ToBase64String(envelope.Payload.Span)), out var at) && (replaced is null || at < replaced.Index)
            ? null
            : Finding.Error(
                "certificate.key-retired", $"the key that signed it was replaced{Since(replaced)}, and this is not on record here from before that: {name}",
                "certify again with the key in use");
    }

    private static async Task<ImmutableDictionary<string, long>> IssuedAsync(IHistory history, CancellationToken cancel)
    {
        var issued = Nothing.Issued.ToBuilder();
        await foreach (var entry in history.ReadAsync(Revocations.Stream, cancel))
        {
            if (entry.Type == EventTypes.Certified
                && entry.Read(facts => facts.PartOrNull("certificate")?.TextOrNull("payload")) is { } payload)
            {
                issued.TryAdd(DigestOf(payload), entry.Index);
            }
        }

        return issued.ToImmutable();
    }

    // Of the base64: Chimera writes the payload in one form only.
    private static string DigestOf(string payload) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(payload)));

    private static string Since(KeyChange? change) =>
        change is null ? "" : string.Create(CultureInfo.InvariantCulture, $" on {change.At.UtcDateTime:u}");
}
