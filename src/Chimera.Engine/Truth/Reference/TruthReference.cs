using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;

namespace Chimera.Engine.Truth.Reference;

/// <summary>What is written about the truth file and the settings, from the same declarations that read them.</summary>
public static class TruthReference
{
    private const string Generated = "<!-- Written from the code: to change it, change the shapes and settings it comes from. -->\n";

    private const string Selectors =
        """

        ## Selectors

        `on` and the option `--on` choose targets by words joined by `and`, `or` and `not`, with parentheses. `not` binds closest,
        then `and`, then `or`.

        | word | chooses |
        |---|---|
        | `web` | targets called `web`, of the group (system) `web`, or tagged `web` |
        | `@canary` | targets tagged `canary` |
        | `fleet/web1` | the target with this id |
        | `web-*`, `db?` | as above, with `*` for any characters and `?` for any one |
        | `all` | every target |

        `web and not (eu or @canary)` is every web host that is neither in eu nor a canary. In `on` the words are hosts and their tags.

        """;

    // Made to be read by people: '+' and '<' stay as they are.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON schema of the truth file, draft 2020-12.</summary>
    public static string JsonSchema(IReadOnlyCollection<RealmSection> realms)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "chimera.yaml",
            ["description"] = "What should be",
        };
        foreach (var (key, value) in JsonSchemaWriter.Write(TruthFile.Shape(realms).Schema))
            schema[key] = value?.DeepClone();

        return schema.ToJsonString(Indented) + "\n";
    }

    /// <summary>The reference of the truth file, as Markdown.</summary>
    /// <param name="example">A complete truth file that is right.</param>
    public static string Page(IReadOnlyCollection<RealmSection> realms, string example)
    {
        var page = new StringBuilder("# chimera.yaml\n\n").Append(Generated).Append(
            $"""

            The truth file declares what should be. It is YAML without tags, anchors, aliases and merge keys, in UTF-8, at most 2 MiB
            and 100 levels deep. Unknown keys and keys written twice are errors; every error is reported at once, with its line and column.
            Editors check it while you type when the file begins with `# yaml-language-server: $schema=chimera.schema.json`
            (in `schema/`). What can also be set by environment and flags is in [settings.md](settings.md).

            ```yaml
            {example.TrimEnd()}
            ```

            """);
        ReferenceWriter.Write(page, "", "", TruthFile.Shape(realms).Schema);
        page.Append(Selectors);
        return page.ToString();
    }

    /// <summary>The reference of the settings, as Markdown.</summary>
    public static string SettingsPage(IReadOnlyCollection<RealmSection> realms)
    {
        var page = new StringBuilder("# Settings\n\n").Append(Generated).Append(
            """

            Every setting can be given by a flag, by the environment, and in `chimera.yaml` under `settings` (those of the rollout under
            `rollout`). A flag goes before the environment, the environment before the file, the file before the default.
            `chimera config show --origin` shows every value and who set it. A variable that is set but empty counts as not set;
            one that begins with `CHIMERA_` and is not known is a warning.

            | key | environment | value | default | meaning |
            |---|---|---|---|---|

            """);
        foreach (var setting in new SettingsCatalog(realms).All)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{setting.Key}` | `{setting.EnvironmentName}` | {ReferenceWriter.Cell(ReferenceWriter.KindOf(setting.Schema))} "
                + $"| {DefaultOf(setting)} | {ReferenceWriter.Cell(setting.Description)} |\n");
        }

        return page.ToString();
    }

    private static string DefaultOf(Setting setting) => setting.Default.Text.Length == 0 ? "" : $"`{setting.Default.Text}`";
}
