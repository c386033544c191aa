using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Cli.Commands;
using Chimera.Cli.Composition;
using Chimera.Engine.Validation.Certificates;

namespace Chimera.Cli.Terminal;

/// <summary>The keys for certificates: the one that signs in two lines, each other in one.</summary>
internal static class KeyOutput
{
    public static void Write(ImmutableArray<KeyStanding> keys, OutputFormat format, Streams streams)
    {
        var signing = keys.FirstOrDefault(key => key.Signs);
        if (format == OutputFormat.Json)
        {
            streams.Out.WriteLine(new JsonObject
            {
                ["key"] = signing?.Name,
                ["public"] = signing?.File,
                ["purposes"] = new JsonArray(nameof(Purpose.Certify).ToLowerInvariant()),
                ["keys"] = new JsonArray([.. keys.Select(Document)]),
            }.ToLine());
            return;
        }

        if (signing is not null)
        {
            streams.Out.WriteLine($"{signing.Name}\n{signing.File}");
        }

        foreach (var key in keys.Where(key => !key.Signs))
        {
            streams.Out.WriteLine($"{key.Name}: {Told(key)}");
        }
    }

    public static void Write(string name, string file, OutputFormat format, Streams streams) =>
        Write([new KeyStanding(name, KeyState.InUse, Signs: true, file, Since: null)], format, streams);

    private static JsonObject Document(KeyStanding key) => new()
    {
        ["key"] = key.Name,
        ["state"] = Word(key),
        ["signs"] = key.Signs,
        ["public"] = key.File,
        ["at"] = key.Since?.At.UtcDateTime.ToString("O"),
        ["why"] = key.Since is { Why.Length: > 0 } since ? since.Why : null,
    };

    private static string Word(KeyStanding key) => key.State switch
    {
        KeyState.InUse => "in-use",
        KeyState.Retired => "retired",
        KeyState.Revoked => "revoked",
        var other => throw new InvalidOperationException($"no such state: {other}"),
    };

    private static string Told(KeyStanding key)
    {
        var since = key.Since is { } change ? $" on {change.At.UtcDateTime:u}" : "";
        return key.State switch
        {
            KeyState.InUse => "counts, and signs where the settings say so",
            KeyState.Retired => $"replaced{since}; what is on record from before that counts until it expires",
            _ => $"taken back{since}; nothing that it signed counts{(key.Since is { } back ? $": {back.Why}" : "")}",
        };
    }
}
