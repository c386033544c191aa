using Chimera.Documents;
using Chimera.Documents.Yaml;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Blueprints;

/// <summary>The file that Render looks for in the root of a repository.</summary>
internal static class BlueprintFile
{
    public const string Name = "render.yaml";
    public const string Misspelt = "render.yml";

    public static (SourceFile File, YamlReading Reading) Read(SiteFolder folder)
    {
        if (folder.Read(Name, YamlReader.MaxBytes) is not { } bytes)
        {
            var problem = new YamlProblem(
                $"the file cannot be read, or is larger than {YamlReader.MaxBytes >> 20} MiB", "make it a readable, smaller file",
                Place.Of(Name));
            return (new SourceFile(Name, ""), new YamlReading(null, [problem]));
        }

        var file = SourceFile.Decode(Name, bytes);
        return (file, YamlDocumentReader.Read(file));
    }

    public static IEnumerable<SiteFinding> Misnamed(SiteFolder folder)
    {
        if (folder.KindOf(Misspelt) == EntryKind.File)
            yield return new SiteFinding(
                RenderFindings.MisnamedBlueprint, $"{Misspelt} is not a name that Render looks for", Place.Of(Misspelt), Subject: Misspelt);
    }
}
