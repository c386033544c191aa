using System.CommandLine;
using System.Text.Json.Nodes;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Reference;

namespace Chimera.Cli.Commands;

internal static class ConfigCommand
{
    public static Command Create(Streams streams) => new("config", "Show the settings that hold, and the schema of the truth file")
    {
        Show(streams),
        Schema(streams),
    };

    private static Command Show(Streams streams)
    {
        var origin = new Option<bool>("--origin") { Description = "Say of each value who set it: default, file, environment or flag" };
        var command = new Command("show", "Print every setting with its value") { origin };
        command.SetAction(async (parsed, cancel) =>
        {
            var source = await TruthSource.ReadAsync(parsed, RealmCatalog.Sections, cancel);
            FindingText.WriteAll(source.Findings.ByPlace(), streams.Err);
            foreach (var value in source.Settings.Values)
            {
                streams.Out.WriteLine(parsed.GetValue(GlobalOptions.Output) == OutputFormat.Json
                    ? new JsonObject
                    {
                        ["key"] = value.Setting.Key,
                        ["environment"] = value.Setting.EnvironmentName,
                        ["value"] = value.Text,
                        ["origin"] = value.Origin.ToString(),
                    }.ToLine()
                    : $"{value.Setting.Key} = {value.Text}{(parsed.GetValue(origin) ? $"  ({value.Origin})" : "")}");
            }

            return (int)(source.Findings.HasErrors ? ExitCode.Truth : ExitCode.Ok);
        });
        return command;
    }

    private static Command Schema(Streams streams)
    {
        var command = new Command("schema", "Print the JSON schema of the truth file, for editors");
        command.SetAction(_ =>
        {
            streams.Out.Write(TruthReference.JsonSchema([.. RealmCatalog.Sections]));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
