using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Truth.Settings;

/// <summary>Every setting with the value that holds and who set it.</summary>
public sealed class ResolvedSettings
{
    private readonly SettingsCatalog _catalog;
    private readonly Dictionary<Setting, SettingValue> _set = [];

    private ResolvedSettings(SettingsCatalog catalog) => _catalog = catalog;

    /// <summary>All of them, in the order of the catalog.</summary>
    public ImmutableArray<SettingValue> Values => [.. _catalog.All.Select(ValueOf)];

    public T Get<T>(Setting<T> setting)
        where T : notnull => (T)ValueOf(setting).Value;

    public SettingOrigin OriginOf(Setting setting) => ValueOf(setting).Origin;

    /// <summary>
    /// Flag over environment over file over default. An empty environment variable counts as not set; one that begins with
    /// <c>CHIMERA_</c> and is not known is a warning.
    /// </summary>
    /// <param name="environment">All of the environment, handed in: the engine reads none.</param>
    /// <param name="file">What the truth file sets.</param>
    public static ResolvedSettings Resolve(
        SettingsCatalog catalog,
        IEnumerable<SettingFlag> flags,
        IReadOnlyDictionary<string, string> environment,
        ImmutableArray<SettingValue> file,
        Findings findings)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(flags);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(findings);
        var settings = new ResolvedSettings(catalog);
        IEnumerable<SettingValue> layers = [.. file, .. FromEnvironment(catalog, environment, findings), .. FromFlags(catalog, flags, findings)];
        foreach (var value in layers)
            settings._set[value.Setting] = value;

        return settings;
    }

    private SettingValue ValueOf(Setting setting) => _set.GetValueOrDefault(setting) ?? setting.Default;

    private static IEnumerable<SettingValue> FromEnvironment(
        SettingsCatalog catalog, IReadOnlyDictionary<string, string> environment, Findings findings)
    {
        var ours = environment.Keys.Where(name => name.StartsWith(Setting.EnvironmentPrefix, StringComparison.Ordinal) && environment[name].Length > 0).ToList();
        if (ours.Count == 0)
            yield break;

        ours.Sort(StringComparer.Ordinal);
        var known = catalog.All.ToDictionary(setting => setting.EnvironmentName);
        foreach (var (name, text) in ours.Select(name => (name, environment[name])))
        {
            if (known.TryGetValue(name, out var setting))
            {
                if (setting.Read(text, Place.Of($"environment {name}"), new Reading(findings, name), new SettingOrigin.Environment(name)) is { } value)
                    yield return value;
            }
            else
            {
                findings.Add(Finding.Warning(
                    "settings.unknown-variable",
                    $"{Wording.Short(name)} is not a setting and has no effect",
                    Nearest.Hint(name, known.Keys, "unset it, or see 'chimera config show' for the settings there are"),
                    Place.Of($"environment {Wording.Short(name)}")));
            }
        }
    }

    private static IEnumerable<SettingValue> FromFlags(SettingsCatalog catalog, IEnumerable<SettingFlag> flags, Findings findings)
    {
        var given = flags.ToList();
        if (given.Count == 0)
            yield break;

        var known = catalog.All.ToDictionary(setting => setting.Key);
        foreach (var flag in given)
        {
            var place = Place.Of($"flag {Wording.Short(flag.Flag)}");
            if (!known.TryGetValue(flag.Key, out var setting))
            {
                findings.Add(Finding.Error(
                    "settings.unknown-key",
                    $"{Wording.Quote(flag.Key)} is not a setting",
                    Nearest.Hint(flag.Key, known.Keys, "see 'chimera config show' for the settings there are"),
                    place));
            }
            else if (setting.Read(flag.Text, place, new Reading(findings, Wording.Short(flag.Flag)), new SettingOrigin.Flag(flag.Flag)) is { } value)
            {
                yield return value;
            }
        }
    }
}
