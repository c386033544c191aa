using System.Collections.Frozen;
using Chimera.Documents.Yaml;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Checks;

/// <summary>Says in a person's words what the schema refuses.</summary>
internal sealed class SchemaFindings : IBlueprintCheck
{
    // Seen in Blueprints that the live platform took after the schema of May 2026 was published.
    private static readonly FrozenSet<string> Newer = FrozenSet.Create("persistenceMode", "connectionPool");

    // Looking for the word that was meant costs more than all the rest; a file with so many mistakes has other worries.
    private const int MostHints = 200;

    public IEnumerable<SiteFinding> Check(Blueprint blueprint, CancellationToken cancel) =>
        SchemaCheck.Of(blueprint.Root, BlueprintShapes.Root, "", cancel).Where(violation => !IsOfStaticSite(violation)).Select(
            (violation, index) => violation.Fault switch
        {
            SchemaFault.MissingKey => Missing(blueprint, violation),
            SchemaFault.UnknownKey => Unknown(blueprint, violation, index < MostHints),
            SchemaFault.UnknownWord => Word(blueprint, violation),
            SchemaFault.OutOfRange => Says(blueprint, RenderFindings.OutOfRange, violation, $"write {violation.Expected.Name}"),
            _ => Type(blueprint, violation),
        });

    // What StaticSiteCheck says better.
    private static bool IsOfStaticSite(SchemaViolation violation) => violation.Fault switch
    {
        SchemaFault.UnknownWord => ReferenceEquals(violation.Expected, BlueprintShapes.Static.Known["type"]),
        SchemaFault.MissingKey => violation.Key == "runtime" && ReferenceEquals(violation.Expected, BlueprintShapes.Static),
        SchemaFault.UnknownKey =>
            BlueprintShapes.Server.Known.ContainsKey(violation.Key) && ReferenceEquals(violation.Expected, BlueprintShapes.Static),
        _ => false,
    };

    private static SiteFinding Missing(Blueprint blueprint, SchemaViolation violation)
    {
        var resource = new Resource((YamlNode.Map)violation.Node, violation.Path);
        var where = violation.Path.Length == 0 ? "the file" : resource.Called == violation.Path ? violation.Path
            : $"{violation.Path} ({resource.Called})";
        return blueprint.Finding(
            RenderFindings.MissingKey, resource.Anchor,
            $"{where} has no {Wording.Quote(violation.Key)}; {violation.Expected.Name} must have one",
            $"add {violation.Key}", violation.Key);
    }

    private static SiteFinding Unknown(Blueprint blueprint, SchemaViolation violation, bool hint)
    {
        var (fields, entry) = ((Shape.Fields)violation.Expected, violation.Entry!);
        var key = Wording.Quote(violation.Key);
        if (Newer.Contains(violation.Key))
            return blueprint.Finding(
                RenderFindings.NewerThanSchema, entry.Key, $"{key} is newer than the schema of {BlueprintShapes.Published}", null,
                violation.Key);

        const string otherwise = "remove it, unless it is newer than that";
        return blueprint.Finding(
            RenderFindings.UnknownKey, entry.Key, $"{fields.Name} has no key {key} in the schema of {BlueprintShapes.Published}",
            hint ? Nearest.Hint(violation.Key, fields.Known.Keys, otherwise) : otherwise, violation.Key);
    }

    private static SiteFinding Word(Blueprint blueprint, SchemaViolation violation)
    {
        var word = (Shape.Word)violation.Expected;
        var written = ((YamlNode.Scalar)violation.Node).Text;
        if (ReferenceEquals(word, Words.Plan))
            return PlanNames.Finding(blueprint, violation.Node, written);

        if (violation.Key == "type" && written == "workflow")
            return blueprint.Finding(
                RenderFindings.NewerThanSchema, violation.Node,
                $"the type 'workflow' is newer than the schema of {BlueprintShapes.Published}");

        return blueprint.Finding(
            RenderFindings.UnknownWord, violation.Node, $"{Wording.Quote(written)} is not {word.Name}",
            Nearest.Hint(written, word.Allowed, $"write {Wording.Either(word.Allowed)}"), Replacement.Word(written, word.Allowed));
    }

    private static SiteFinding Type(Blueprint blueprint, SchemaViolation violation) =>
        violation is { Expected: Shape.TextOrNumber, Node: YamlNode.Scalar { Type: YamlType.Boolean } flag }
            ? blueprint.Finding(
                RenderFindings.BooleanEnvValue, flag, $"the value of the variable is the boolean {flag.Text}, not a text",
                $"write \"{flag.Text}\"",
                Replacement.Value(flag, violation.Expected))
            : Says(blueprint, RenderFindings.WrongType, violation, $"write {violation.Expected.Name}");

    private static SiteFinding Says(Blueprint blueprint, FindingKind kind, SchemaViolation violation, string remedy) => blueprint.Finding(
        kind, violation.Node.Span.Length == 0 && violation.Entry is { } entry ? entry.Key : violation.Node,
        $"{(violation.Path.Length == 0 ? "the file" : violation.Path)} is {Kind(violation.Node)}, not {violation.Expected.Name}", remedy,
        Replacement.Value(violation.Node, violation.Expected));

    private static string Kind(YamlNode node) => node switch
    {
        YamlNode.List => "a list",
        YamlNode.Map => "a map",
        YamlNode.Scalar { Type: YamlType.Null } => "empty",
        YamlNode.Scalar { Type: YamlType.Text } text => $"the text {Wording.Quote(text.Text)}",
        YamlNode.Scalar { Type: YamlType.Number } number => $"the number {Wording.Short(number.Text)}",
        YamlNode.Scalar scalar => $"the boolean {Wording.Short(scalar.Text)}",
        _ => "something else",
    };
}
