using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Engine.Validation.Certificates;

/// <summary>Certificates that were taken back before they expired, as the record knows them.</summary>
public static class Revocations
{
    /// <summary>Certificates that were issued and taken back.</summary>
    public const string Stream = "certificates";

    public static DomainEvent Entry(Certificate certificate, string why)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new DomainEvent(Stream, EventTypes.CertificateRevoked, new JsonObject
        {
            ["nonce"] = certificate.Nonce, ["resource"] = certificate.Resource, ["why"] = why,
        });
    }

    /// <summary>Why, by the nonce of the certificate.</summary>
    public static async Task<ImmutableDictionary<string, string>> ReadAsync(IHistory history, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(history);
        var revoked = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        await foreach (var entry in history.ReadAsync(Stream, cancel))
        {
            if (entry.Type == EventTypes.CertificateRevoked)
            {
                var (nonce, why) = entry.Read(facts => (facts.Text("nonce"), facts.Text("why")));
                revoked[nonce] = why;
            }
        }

        return revoked.ToImmutable();
    }
}
