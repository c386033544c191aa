using System.Text;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;

namespace Chimera.Sites.Publishing;

/// <summary>The dossiers of releases, by generation.</summary>
internal sealed class Dossiers(INotes notes)
{
    private const string Scheme = "sha256:";

    /// <returns>Null for a generation that was never released from here.</returns>
    /// <exception cref="RecordUnavailableException">It is not what was written.</exception>
    public Dossier? Read(GenerationId generation) => NameOf(generation) is { } name
        ? notes.Read(name, $"the dossier of {generation}", bytes => DossierDocument.Read(JsonFacts.Parse(bytes)))
        : null;

    public bool Has(GenerationId generation) => NameOf(generation) is { } name && notes.Read(name) is not null;

    public void Write(GenerationId generation, Dossier dossier) => notes.Write(
        NameOf(generation) ?? throw new ArgumentException($"{generation} is no release of a site", nameof(generation)),
        Encoding.UTF8.GetBytes(DossierDocument.Write(dossier).ToJsonString()));

    private static string? NameOf(GenerationId generation) =>
        generation.Value.StartsWith(Scheme, StringComparison.Ordinal) && generation.Value[Scheme.Length..] is { Length: 64 } hex && hex.All(char.IsAsciiHexDigitLower)
            ? $"release-{hex}"
            : null;
}
