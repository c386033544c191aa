using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Truth;

/// <summary>A truth file taken apart: what it sets, and the sections that the realms will read.</summary>
/// <param name="Place">Where the document begins.</param>
/// <param name="Settings">The <c>settings</c> and <c>rollout</c> sections.</param>
public sealed record TruthFile(Place Place, ImmutableArray<SettingValue> Settings, ImmutableArray<Named<Node>> Sections)
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    /// <summary>Takes a document apart. Every error goes to <paramref name="findings"/>; the realms' own are found when they read.</summary>
    /// <returns>Null when there is nothing to go on with.</returns>
    public static TruthFile? Read(Node root, IReadOnlyCollection<RealmSection> realms, Findings findings)
    {
        ArgumentNullException.ThrowIfNull(root);
        var reading = new Reading(findings);
        if (Shape(realms).WithPlace().TryRead(root, reading, out var file))
            return file.Value with { Place = file.Place };

        // What is wrong in one section hides nothing in the others.
        return root is MapNode map ? new TruthFile(map.Place, [], SectionsOf(map, realms)) : null;
    }

    /// <summary>What the whole file may be.</summary>
    public static Shape<TruthFile> Shape(IReadOnlyCollection<RealmSection> realms) => Shapes.Object(fields =>
    {
        _ = fields.Required("version", Scalars.Count(Version, Version), "the version of this format: 1");
        return new TruthFile(
            Place.Of(""),
            [
                .. Declared(fields.Optional("rollout", SettingsCatalog.RolloutSection, [], "how changes are rolled out, for all realms")),
                .. Declared(fields.Optional("settings", new SettingsCatalog(realms).SettingsSection, [], "settings of Chimera itself")),
            ],
            [.. realms.Select(realm => Section(fields, realm)).OfType<Named<Node>>()]);
    });

    private static ImmutableArray<SettingValue> Declared(ImmutableArray<SettingValue> values) => values.IsDefault ? [] : values;

    private static Named<Node>? Section(Fields fields, RealmSection realm) =>
        fields.Maybe(realm.Name, Shapes.Any(realm.Shape), realm.Description) is { } node ? new Named<Node>(realm.Name, node.Place, node) : null;

    private static ImmutableArray<Named<Node>> SectionsOf(MapNode map, IReadOnlyCollection<RealmSection> realms) =>
    [
        .. map.Entries
            .Where(entry => realms.Any(realm => realm.Name == entry.Key))
            .Select(entry => new Named<Node>(entry.Key, entry.KeyPlace, entry.Value)),
    ];
}
