using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Engine.Truth.Settings;

/// <summary>How settings are written in the truth file.</summary>
public static class SettingsSections
{
    private static readonly Dictionary<string, string> Groups = new()
    {
        ["sim"] = "simulation", ["heal"] = "healing of drift", ["ssh"] = "connections to hosts",
        ["nix"] = "evaluation and building", ["transfer"] = "sending of closures",
    };

    /// <summary>The <c>settings</c> section: a map for each group of settings, and those without a group.</summary>
    public static readonly Shape<ImmutableArray<SettingValue>> General = Shapes.Object<ImmutableArray<SettingValue>>(fields =>
    [
        .. Declare(fields, SettingsTable.InSettingsSection.Where(setting => setting.Group.Length == 0)),
        .. SettingsTable.InSettingsSection
            .Where(setting => setting.Group.Length > 0)
            .GroupBy(setting => setting.Group)
            .SelectMany(group => Subsection(fields, group)),
    ]);

    /// <summary>The <c>rollout</c> section.</summary>
    public static readonly Shape<ImmutableArray<SettingValue>> Rollout =
        Shapes.Object<ImmutableArray<SettingValue>>(fields => [.. Declare(fields, RolloutSettings.All)]);

    private static ImmutableArray<SettingValue> Subsection(Fields fields, IGrouping<string, Setting> group)
    {
        var shape = Shapes.Object<ImmutableArray<SettingValue>>(inner => [.. Declare(inner, group)]);
        return fields.Optional(group.Key, shape, [], Groups[group.Key]) is { IsDefault: false } values ? values : [];
    }

    private static SettingValue[] Declare(Fields fields, IEnumerable<Setting> settings) =>
        [.. settings.Select(setting => setting.DeclareIn(fields)).OfType<SettingValue>()];
}
