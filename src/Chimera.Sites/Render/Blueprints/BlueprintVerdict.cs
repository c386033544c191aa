using Chimera.Documents;
using Chimera.Documents.Yaml;

namespace Chimera.Sites.Render.Blueprints;

/// <summary>Whether Render's published schema takes a <c>render.yaml</c>.</summary>
/// <param name="IsYaml">It can be read at all; the rest is false when it cannot.</param>
/// <param name="Strict">The schema takes it as it is written.</param>
/// <param name="Effective">The schema takes it once the old spellings that Render still accepts are resolved.</param>
public sealed record BlueprintVerdict(bool IsYaml, bool Strict, bool Effective)
{
    public static BlueprintVerdict Of(SourceFile file, CancellationToken cancel)
    {
        var reading = YamlDocumentReader.Read(file);
        return !reading.Problems.IsEmpty ? new BlueprintVerdict(false, false, false)
            : reading.Root is not { } root ? new BlueprintVerdict(true, false, false)
            : new BlueprintVerdict(true, IsTaken(root, cancel), IsTaken(BlueprintAliases.Resolve(root), cancel));
    }

    private static bool IsTaken(YamlNode root, CancellationToken cancel) =>
        SchemaCheck.Of(root, BlueprintShapes.Root, "", cancel).Count == 0;
}
