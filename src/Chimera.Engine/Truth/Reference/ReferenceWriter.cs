using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Engine.Truth.Reference;

/// <summary>Writes a schema as pages of tables, one for each map with known keys.</summary>
internal static class ReferenceWriter
{
    public static void Write(StringBuilder page, string path, string description, Schema schema)
    {
        switch (schema)
        {
            case Schema.Structure structure:
                WriteTable(page, path, description, structure);
                foreach (var field in structure.Fields)
                    Write(page, path.Length == 0 ? field.Key : $"{path}.{field.Key}", field.Description, field.Schema);
                break;
            case Schema.Map map:
                Write(page, $"{path}.{map.KeyNoun}", description, map.Value);
                break;
            case Schema.Sequence list:
                Write(page, $"{path}[]", description, list.Item);
                break;
            case Schema.OneOrMany many:
                Write(page, $"{path}[]", description, many.Item);
                break;
            case Schema.Alternatives alternatives:
                foreach (var one in alternatives.Cases.OfType<Schema.Structure>())
                    WriteTable(page, $"{path} with {one.Fields[0].Key}", one.Fields[0].Description, one);
                break;
        }
    }

    public static string KindOf(Schema schema) => schema switch
    {
        Schema.Text text => text.Noun,
        Schema.Integer integer when integer.Minimum == integer.Maximum => $"`{integer.Minimum}`",
        Schema.Integer integer => $"a whole number from {integer.Minimum} to {integer.Maximum}",
        Schema.Boolean => "`true` or `false`",
        Schema.Choice choice => Wording.Either([.. choice.Values.Select(value => $"`{value}`")]),
        Schema.Sequence list => $"a list: {KindOf(list.Item)}",
        Schema.OneOrMany many => $"{KindOf(many.Item)}, or a list of it",
        Schema.Map map => $"a map: {map.KeyNoun} to {KindOf(map.Value)}",
        Schema.Structure => "a map, below",
        Schema.Alternatives => "one of the maps below",
        _ => throw new InvalidOperationException($"no word for {schema.GetType().Name}"),
    };

    public static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static void WriteTable(StringBuilder page, string path, string description, Schema.Structure structure)
    {
        if (path.Length > 0)
            page.Append(CultureInfo.InvariantCulture, $"\n## {path}\n\n{Sentence(description)}\n");
        foreach (var keys in structure.ExactlyOneOf)
            page.Append(CultureInfo.InvariantCulture, $"\nExactly one of {Wording.Either([.. keys.Select(key => $"`{key}`")])} must be there.\n");

        page.Append("\n| key | value | default | meaning |\n|---|---|---|---|\n");
        foreach (var field in structure.Fields)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{field.Key}` | {Cell(KindOf(field.Schema))} | {DefaultOf(field)} | {Cell(field.Description)} |\n");
        }
    }

    private static string DefaultOf(SchemaField field) => field switch
    {
        { Required: true } => "**required**",
        { Default: JsonArray { Count: 0 } or null } => "",
        { Default: { } value } when $"{value}".Length == 0 => "",
        { Default: { } value } => $"`{Cell($"{value}")}`",
    };

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}
