using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Netlify.Config;

public sealed class NetlifyConfigPropertyTests
{
    private static readonly string[] Keys =
    [
        "build", "Build", "build.base", "build.publish", "build.command", "build.functions", "build.edge_functions", "build.environment",
        "build.processing",
        "functions", "functions.\"*\"", "functions.directory", "functions.a", "functions.schedule", "functions.a.memory",
        "plugins", "edge_functions",
        "context", "context.main", "context.production", "context.production.plugins",
        "context.production.build", "context.\"ma*\".command",
        "database", "database.migrations.path", "spa_fallback", "redirects", "headers", "functionsDirectory", "x",
    ];

    private static readonly string[] Values =
    [
        "nan", "1", "1.5", "true", "\"\"", "\" \"", "\"a\"", "\"/\"", "\"..\"", "\"a\\u0000\"", "[]", "{}", "[1, \"a\"]", "[{}]", "[nan]",
        "{\"\" = 1}",
        "[{package = \"a\"}, {package = \"a\"}]", "[{package = \"a\", origin = \"ui\", inputs = nan}]",
        "[{path = \"/a\", function = \"f\"}]", "{a = {b = [[nan]]}}",
        "[[[{a = [1]}]]]", "{toString = 1, 1 = 2}", "1979-05-27",
    ];

    [Fact]
    public void Whatever_value_stands_under_a_key_there_is_an_answer_and_always_the_same()
    {
        foreach (var key in Keys)
        {
            foreach (var value in Values)
            {
                foreach (var rest in (string[])["", "[[plugins]]\npackage = \"b\"\n", "[context.main]\ncommand = \"x\"\n"])
                {
                    var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["netlify.toml"] = $"{key} = {value}\n{rest}" };
                    var folder = SiteFolder.Of(files);

                    var answer = Answer(folder);

                    Assert.StartsWith("{\"ok\":", answer, StringComparison.Ordinal);
                    if (rest.Length == 0)
                    {
                        Assert.Equal(answer, Answer(folder));
                    }
                }
            }
        }
    }

    private static string Answer(SiteFolder folder) =>
        NetlifyConfigJson.Write(
            NetlifyConfig.Resolve(folder, DeployContext.Production, TestContext.Current.CancellationToken), DeployContext.Production);
}
