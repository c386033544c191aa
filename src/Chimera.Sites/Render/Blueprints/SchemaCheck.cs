using Chimera.Documents.Yaml;

namespace Chimera.Sites.Render.Blueprints;

/// <summary>Holds a value against its shape, as a JSON schema validator would.</summary>
internal sealed class SchemaCheck(CancellationToken cancel)
{
    private readonly List<SchemaViolation> _violations = [];

    public static IReadOnlyList<SchemaViolation> Of(YamlNode node, Shape shape, string path, CancellationToken cancel)
    {
        var check = new SchemaCheck(cancel);
        check.Check(node, shape, path, "", null);
        return check._violations;
    }

    private void Check(YamlNode node, Shape shape, string path, string key, YamlEntry? entry)
    {
        cancel.ThrowIfCancellationRequested();
        switch (shape, node)
        {
            case (Shape.Text, YamlNode.Scalar { Type: YamlType.Text }):
            case (Shape.TextOrNumber, YamlNode.Scalar { Type: YamlType.Text }):
            case (Shape.TextOrNumber, YamlNode.Scalar { Type: YamlType.Number }):
            case (Shape.Flag, YamlNode.Scalar { Type: YamlType.Boolean }):
            case (Shape.Fields { OnlyMap: false }, not YamlNode.Map):
                break;
            case (Shape.Word word, YamlNode.Scalar { Type: YamlType.Text } text):
                if (!word.Allowed.Contains(text.Text))
                    Add(SchemaFault.UnknownWord, path, node, shape, key, entry);
                break;
            case (Shape.Whole whole, YamlNode.Scalar { Type: YamlType.Number } number) when IsWhole(number.Number):
                if (number.Number < whole.Least || number.Number > whole.Most)
                    Add(SchemaFault.OutOfRange, path, node, shape, key, entry);
                break;
            case (Shape.ListOf items, YamlNode.List list):
                for (var index = 0; index < list.Items.Length; index++)
                    Check(list.Items[index], items.Item, $"{path}[{index}]", "", null);
                break;
            case (Shape.Fields fields, YamlNode.Map map):
                CheckMap(map, fields, path);
                break;
            case (Shape.Choice choice, _):
                CheckChoice(node, choice, path);
                break;
            default:
                Add(SchemaFault.WrongType, path, node, shape, key, entry);
                break;
        }
    }

    private void CheckMap(YamlNode.Map map, Shape.Fields fields, string path)
    {
        foreach (var required in fields.Required)
        {
            if (map.Find(required) is null)
                Add(SchemaFault.MissingKey, path, map, fields, required, null);
        }

        foreach (var entry in map.Entries)
        {
            if (fields.Known.TryGetValue(entry.Name, out var shape))
                Check(entry.Value, shape, path.Length == 0 ? entry.Name : $"{path}.{entry.Name}", entry.Name, entry);
            else if (fields.Closed)
                Add(SchemaFault.UnknownKey, path, entry.Value, fields, entry.Name, entry);
        }
    }

    private void CheckChoice(YamlNode node, Shape.Choice choice, string path)
    {
        if (!choice.Branches.Any(branch => Of(node, branch, path, cancel).Count == 0))
            Check(node, choice.Meant(node), path, "", null);
    }

    // JavaScript, in which the published schema is used, takes infinity for a whole number.
    private static bool IsWhole(double number) => double.IsInteger(number) || double.IsInfinity(number);

    private void Add(SchemaFault fault, string path, YamlNode node, Shape expected, string key, YamlEntry? entry) =>
        _violations.Add(new SchemaViolation(fault, path, node, expected, key, entry));
}
