using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;

namespace Chimera.Sites.Publishing;

/// <summary>The dossiers of releases, by generation.</summary>
internal sealed class Dossiers(INotes notes)
{
    private const string Scheme = "sha256:";

    /// <returns>Null for a generation that was never released from here.</returns>
    public Dossier? Read(GenerationId generation)
    {
        if (NameOf(generation) is not { } name || notes.Read(name) is not { } bytes)
        {
            return null;
        }

        try
        {
            return DossierDocument.Read(JsonNode.Parse(bytes)!.AsObject());
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException or FormatException)
        {
            throw new RecordUnavailableException($"the dossier of {generation} is not what was written", e);
        }
    }

    public bool Has(GenerationId generation) => NameOf(generation) is { } name && notes.Read(name) is not null;

    public void Write(GenerationId generation, Dossier dossier) => notes.Write(
        NameOf(generation) ?? throw new ArgumentException($"{generation} is no release of a site", nameof(generation)),
        Encoding.UTF8.GetBytes(DossierDocument.Write(dossier).ToJsonString()));

    private static string? NameOf(GenerationId generation) =>
        generation.Value.StartsWith(Scheme, StringComparison.Ordinal) && generation.Value[Scheme.Length..] is { Length: 64 } hex && hex.All(char.IsAsciiHexDigitLower)
            ? $"release-{hex}"
            : null;
}
