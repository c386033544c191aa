#:project ../../../src/Chimera.Sites/Chimera.Sites.csproj
#:property PublishAot=false
#:property RunAnalyzers=false
#:property RestorePackagesWithLockFile=false
// One JSON string per line in, one verdict per line out: is it YAML, strict, effective.
using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Sites.Render.Blueprints;

while (Console.ReadLine() is { } line)
{
    var verdict = BlueprintVerdict.Of(new SourceFile("render.yaml", JsonNode.Parse(line)!.GetValue<string>()), CancellationToken.None);
    Console.WriteLine(string.Concat(new[] { verdict.IsYaml, verdict.Strict, verdict.Effective }.Select(yes => yes ? '1' : '0')));
}
