using System.Collections;
using System.CommandLine;
using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Store;

namespace Chimera.Cli.Composition;

/// <summary>The truth file as it was found, with the settings that hold: flag over environment over file over default.</summary>
/// <param name="Path">Where the truth file is or would be; absolute.</param>
/// <param name="File">Null when there is none, or none that could be read.</param>
/// <param name="Findings">All that is wrong so far.</param>
internal sealed record TruthSource(string Path, TruthFile? File, bool Exists, ResolvedSettings Settings, Findings Findings)
{
    /// <summary>Relative paths of the truth file start here.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Where what is remembered of this truth is kept.</summary>
    public StateFolder State => new(System.IO.Path.GetFullPath(Settings.Get(EngineSettings.StateDir), Folder));

    public static async Task<TruthSource> ReadAsync(ParseResult parsed, IEnumerable<RealmSection> realms, CancellationToken cancel)
    {
        var environment = EnvironmentOfProcess();
        var flags = FlagsOf(parsed).ToList();

        // Where the file is cannot stand in the file; so this much is known before it is read.
        var catalog = new SettingsCatalog(realms);
        var name = ResolvedSettings.Resolve(catalog, flags, environment, [], new Findings()).Get(EngineSettings.File);
        var path = System.IO.Path.GetFullPath(name);
        var findings = new Findings();
        var exists = System.IO.File.Exists(path);
        var file = exists && await new YamlReader().ReadAsync(path, name, findings, cancel) is { } root
            ? TruthFile.Read(root, [.. realms], findings)
            : null;
        return new TruthSource(path, file, exists, ResolvedSettings.Resolve(catalog, flags, environment, file?.Settings ?? [], findings), findings);
    }

    private static Dictionary<string, string> EnvironmentOfProcess()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry pair in Environment.GetEnvironmentVariables())
        {
            environment[(string)pair.Key] = (string?)pair.Value ?? "";
        }

        return environment;
    }

    private static IEnumerable<SettingFlag> FlagsOf(ParseResult parsed)
    {
        if (parsed.GetValue(GlobalOptions.File) is { } file)
        {
            yield return new SettingFlag("--file", EngineSettings.File.Key, file);
        }

        if (parsed.GetValue(GlobalOptions.StateDir) is { } state)
        {
            yield return new SettingFlag("--state-dir", EngineSettings.StateDir.Key, state);
        }

        foreach (var pair in parsed.GetValue(GlobalOptions.Set) ?? [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0
                ? new SettingFlag("--set", pair, "")
                : new SettingFlag($"--set {pair[..equals]}", pair[..equals], pair[(equals + 1)..]);
        }
    }
}
