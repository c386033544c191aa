using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Platforms;
using static Chimera.Sites.Tests.Netlify.Config.Sites;

namespace Chimera.Sites.Tests.Netlify.Config;

public sealed class NetlifyConfigRefusalTests
{
    [Theory]
    [InlineData("[build]\npublish = 1", "netlify.wrong-type", "2:11", "'build.publish' must be a string")]
    [InlineData("[build]\n\"x\" = 1\nPublish = 1", "netlify.wrong-type", "3:11", "'build.publish' must be a string")]
    [InlineData("[context.production]\ncommand = true", "netlify.wrong-type", "2:11", "'build.command' must be a string")]
    [InlineData("[context.other.build]\ncommand = true", "netlify.wrong-type", "2:11", "'build.command' must be a string")]
    [InlineData("build = 1", "netlify.wrong-type", "1:9", "'build' must be a plain object")]
    [InlineData("edge_functions = nan", "netlify.wrong-type", "1:18", "Cannot convert undefined or null to object")]
    [InlineData("[functions]\nnode_bundler = \"x\"", "netlify.bad-value", "2:16",
        "'functions.*.node_bundler' must be one of: esbuild, nft, zisi, none")]
    [InlineData("[functions]\ndirectory = 1", "netlify.wrong-type", "2:13", "'functions.directory' must be a string")]
    [InlineData("[functions.a]\nschedule = \"0 25 * * *\"", "netlify.bad-schedule", "2:12",
        "'functions.a.schedule' must be a valid cron expression (see https://ntl.fyi/cron-syntax)")]
    [InlineData("[[plugins]]\npackage = \"a\"\nconfig = 1", "netlify.unknown-key", "3:1", "'plugins[0]' has the unknown key 'config'")]
    [InlineData("[[plugins]]\npackage = \"a@1\"", "netlify.plugin-package", "2:11", "'plugins[0].package' must be a npm package name only")]
    [InlineData("[[plugins]]\npackage = \"a\"\n[[plugins]]\npackage = \"a\"", "netlify.plugin-twice", "2:11",
        "Plugin \"a\" must not be specified twice in netlify.toml")]
    [InlineData("[[edge_functions]]\npath = \"a\"\nfunction = \"f\"", "netlify.edge-function", "2:8",
        "'edge_functions[0].path' must be a valid path")]
    [InlineData("[[edge_functions]]\nfunction = \"f\"", "netlify.edge-function", "1:1",
        "'edge_functions[0]': either 'path' or 'pattern' is required")]
    [InlineData("[build]\npublish = \"../x\"", "netlify.outside-repository", "2:11",
        "Configuration property \"build.publish\" \"../x\" must be inside the repository root directory")]
    [InlineData("[build]\npublish = \"..x\"", "netlify.outside-repository", "2:11",
        "Configuration property \"build.publish\" \"..x\" must be inside the repository root directory")]
    [InlineData("[build]\nbase = \"web\"", "netlify.base-missing", "2:8", "the base folder 'web' does not exist")]
    [InlineData("[build]\nbase = \"netlify.toml/web\"", "netlify.base-missing", "2:8", "the base folder 'netlify.toml/web' does not exist")]
    [InlineData("Build = nan", "netlify.config-crash", "1:9",
        "Cannot destructure property 'Base' of '(intermediate value)(intermediate value)(intermediate value)' as it is null")]
    [InlineData("[build]\ncommand = \"a \\d\"", "netlify.toml-escape", "2:14", "the backslash in '\\d' begins no escape that TOML knows")]
    public void A_wrong_value_is_found_where_it_is_written(string toml, string code, string place, string message)
    {
        var finding = Fatal(toml).Finding;

        Assert.Equal((code, $"netlify.toml:{place}", message), (finding.Kind.Code, finding.Place!.ToString(), finding.Message));
        Assert.NotNull(finding.Span);
    }

    [Theory]
    [InlineData("a = ", "netlify.toml-syntax")]
    [InlineData("[a]\n[a]", "netlify.toml-duplicate")]
    [InlineData("a = 1\na = 2", "netlify.toml-duplicate")]
    [InlineData("a = \"\\q\"", "netlify.toml-escape")]
    public void A_text_that_is_no_toml_is_told_by_its_sort(string toml, string code) => Assert.Equal(code, Fatal(toml).Finding.Kind.Code);

    [Fact]
    public void A_refusal_has_the_words_and_the_example_of_netlify() =>
        Assert.Equal(
            """
            When resolving config file <site>/netlify.toml:
            Configuration property plugins[1].inputs must be a plain object.

            Invalid syntax

              [[plugins]]
              inputs = [
                1,
                2
              ]

            Valid syntax

              [[plugins]]
              package = "netlify-plugin-one"

                [plugins.inputs]
                port = 80
            """,
            Fatal("[[plugins]]\npackage = \"a\"\n[[plugins]]\npackage = \"b\"\ninputs = [1, 2]").Message);

    [Fact]
    public void A_value_that_cannot_be_shown_hides_the_refusal_as_it_does_at_netlify() =>
        Assert.Equal(
            "When resolving config file <site>/netlify.toml:\nbuild.command: Array cannot contain values of different types.",
            Fatal("[build]\ncommand = [1, \"a\"]").Message);

    [Fact]
    public void Lists_in_lists_are_shown_one_level_deeper_each() =>
        Assert.Contains(
            """
              [build]
              command = [
                [
                  [],
                  [
                    1
                  ]
                ]
              ]

            Valid syntax
            """,
            Fatal("[build]\ncommand = [[[], [1]]]").Message, StringComparison.Ordinal);

    [Fact]
    public void A_thousand_lists_in_one_another_are_an_answer() =>
        Assert.Equal("netlify.wrong-type", Fatal($"build = {new string('[', 900)}{new string(']', 900)}").Finding.Kind.Code);

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_a_refusal()
    {
        var folder = SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["netlify.toml/x"] = "" });

        var outcome = NetlifyConfig.Resolve(
            folder, DeployContext.Production, TestContext.Current.CancellationToken);

        Assert.Equal(
            "When resolving config file <site>/netlify.toml:\nCould not read configuration file\n"
            + "EISDIR: illegal operation on a directory, read",
            Assert.IsType<NetlifyConfigOutcome.Fatal>(outcome).Message);
    }
}
