using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Engine.Truth.Settings;

/// <summary>Every setting there is: the engine's, and those that the realms bring with them.</summary>
public sealed class SettingsCatalog
{
    // A run that sets nothing asks for few settings, and each by itself.
    private readonly Lazy<ImmutableArray<SettingsGroup>> _groups;
    private readonly Lazy<ImmutableArray<Setting>> _all;

    public SettingsCatalog(IEnumerable<RealmSection> realms)
    {
        ArgumentNullException.ThrowIfNull(realms);
        _groups = new(() => [.. EngineSettings.Groups, .. realms.SelectMany(realm => realm.SettingsOf())]);
        _all = new(() => [.. EngineSettings.General, .. _groups.Value.SelectMany(group => group.Settings), .. RolloutSettings.All]);
    }

    public ImmutableArray<Setting> All => _all.Value;

    /// <summary>The <c>rollout</c> section.</summary>
    public static Shape<ImmutableArray<SettingValue>> RolloutSection { get; } =
        Shapes.Object<ImmutableArray<SettingValue>>(fields => [.. Declare(fields, RolloutSettings.All)]);

    /// <summary>The <c>settings</c> section: those without a group, except where the file itself is, and a map for each group.</summary>
    public Shape<ImmutableArray<SettingValue>> SettingsSection => Shapes.Object<ImmutableArray<SettingValue>>(fields =>
    [
        .. Declare(fields, EngineSettings.General.Where(setting => setting != EngineSettings.File)),
        .. _groups.Value.SelectMany(group => Subsection(fields, group)),
    ]);

    private static ImmutableArray<SettingValue> Subsection(Fields fields, SettingsGroup group)
    {
        var shape = Shapes.Object<ImmutableArray<SettingValue>>(inner => [.. Declare(inner, group.Settings)]);
        return fields.Optional(group.Key, shape, [], group.Description) is { IsDefault: false } values ? values : [];
    }

    private static SettingValue[] Declare(Fields fields, IEnumerable<Setting> settings) =>
        [.. settings.Select(setting => setting.DeclareIn(fields)).OfType<SettingValue>()];
}
