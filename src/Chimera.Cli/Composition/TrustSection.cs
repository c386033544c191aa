using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation.Certificates;

namespace Chimera.Cli.Composition;

/// <summary>The <c>trust</c> section of the truth file: whose certificates count besides one's own.</summary>
internal static class TrustSection
{
    public const string Name = "trust";

    private static readonly Shape<Entry> EntryShape = Shapes.Object(fields => new Entry(
        fields.Required("key", Scalars.Line.WithPlace(), "the signer's public key in PEM, a file relative to this one"),
        fields.Optional(
            "for", Shapes.OneOrMany(Scalars.Choice(("certify", Purpose.Certify), ("revoke", Purpose.Revoke))), [Purpose.Certify],
            "what the signer is trusted for: to certify, to take certificates back")));

    public static readonly Shape<ImmutableArray<Entry>> Shape = Shapes.List(EntryShape);

    public static RealmSection Section { get; } = new(Name, Shape, "whose certificates count, besides those of your own keys", () => []);

    /// <param name="Key">As it was written.</param>
    internal sealed record Entry(Placed<string> Key, ImmutableArray<Purpose> For);
}
