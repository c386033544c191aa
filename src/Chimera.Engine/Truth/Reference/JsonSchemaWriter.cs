using System.Text.Json.Nodes;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Engine.Truth.Reference;

/// <summary>Writes a schema as JSON Schema, draft 2020-12, for editors.</summary>
internal static class JsonSchemaWriter
{
    public static JsonObject Write(Schema schema) => schema switch
    {
        Schema.Text text => WriteText(text),
        Schema.Integer integer => new JsonObject
        {
            ["type"] = "integer", ["minimum"] = integer.Minimum, ["maximum"] = integer.Maximum,
        },
        Schema.Boolean => new JsonObject { ["type"] = "boolean" },
        Schema.Choice choice => new JsonObject { ["enum"] = Strings(choice.Values) },
        Schema.Sequence list => new JsonObject { ["type"] = "array", ["items"] = Write(list.Item) },
        Schema.OneOrMany many => new JsonObject
        {
            ["anyOf"] = new JsonArray(Write(many.Item), new JsonObject { ["type"] = "array", ["items"] = Write(many.Item) }),
        },
        Schema.Map map => new JsonObject
        {
            ["type"] = "object",
            ["propertyNames"] = new JsonObject { ["pattern"] = Whole(map.KeyPattern) },
            ["additionalProperties"] = Write(map.Value),
        },
        Schema.Structure structure => WriteStructure(structure),
        Schema.Alternatives alternatives => new JsonObject { ["oneOf"] = new JsonArray([.. alternatives.Cases.Select(Write)]) },
        _ => throw new InvalidOperationException($"no way to write {schema.GetType().Name}"),
    };

    private static JsonObject WriteText(Schema.Text text)
    {
        var written = new JsonObject { ["type"] = "string" };
        if (text.Pattern is { } pattern)
            written["pattern"] = Whole(pattern);
        return written;
    }

    private static JsonObject WriteStructure(Schema.Structure structure)
    {
        var properties = new JsonObject();
        foreach (var field in structure.Fields)
            properties[field.Key] = WriteField(field);

        var written = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (structure.Fields.Any(field => field.Required))
            written["required"] = Strings(structure.Fields.Where(field => field.Required).Select(field => field.Key));
        if (structure.ExactlyOneOf.Length > 0)
        {
            var sets = structure.ExactlyOneOf.Select(keys =>
                (JsonNode)new JsonObject { ["oneOf"] = new JsonArray([.. keys.Select(key => new JsonObject { ["required"] = Strings([key]) })]) });
            written["allOf"] = new JsonArray([.. sets]);
        }

        written["additionalProperties"] = false;
        return written;
    }

    private static JsonObject WriteField(SchemaField field)
    {
        var written = new JsonObject { ["description"] = field.Description };
        foreach (var (key, value) in Write(field.Schema))
            written[key] = value?.DeepClone();
        if (field.Default is { } otherwise)
            written["default"] = otherwise.DeepClone();
        return written;
    }

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static string Whole(string pattern) => $"^(?:{pattern})$";
}
