using Chimera.Cli.Composition;
using Chimera.Engine.Truth.Reference;

namespace Chimera.Cli.Tests;

/// <summary>The schema and the reference pages of the truth file and the settings, written from the code of all realms.</summary>
public sealed class ReferenceTests : IDisposable
{
    private const string Sites =
        """
        sites:
          docs: {path: ./website, platforms: [netlify, github-pages], tags: public}

        """;

    private readonly Sandbox _sandbox = new();

    private static string Example =>
        File.ReadAllText(Path.Combine(Checkout.Root, "tests/Chimera.Fleet.Tests/Declaration/Snapshots/example.yaml")) + Sites;

    [Fact]
    public void The_json_schema_is_written_from_the_code() => Holds("schema/chimera.schema.json", TruthReference.JsonSchema([.. RealmCatalog.Sections]));

    [Fact]
    public void The_reference_of_the_truth_file_is_written_from_the_code() =>
        Holds("docs/chimera-yaml.md", TruthReference.Page([.. RealmCatalog.Sections], Example));

    [Fact]
    public void The_reference_of_the_settings_is_written_from_the_code() => Holds("docs/settings.md", TruthReference.SettingsPage([.. RealmCatalog.Sections]));

    [Fact]
    public async Task The_example_of_the_reference_is_right()
    {
        _sandbox.Write("chimera.yaml", Example);
        _sandbox.Write("website/netlify.toml", "[build]\npublish = \"public\"\n");
        _sandbox.Write("website/public/index.html", "<!doctype html><title>home</title>");
        _sandbox.Write("website/index.html", "<!doctype html><title>home</title>");

        var run = await Binary.RunAsync(_sandbox, "plan", "--on", "docs");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("docs on docs/github-pages", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _sandbox.Dispose();

    private static void Holds(string file, string text) => Snapshot.HoldsFile(Path.Combine(Checkout.Root, file), text);
}
