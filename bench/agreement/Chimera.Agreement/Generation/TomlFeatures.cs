namespace Chimera.Agreement.Generation;

/// <summary>The parts of a netlify.toml that are neither build settings nor rules.</summary>
internal sealed class TomlFeatures(Chance chance, TomlValues values, TomlWriter to)
{
    public void Plugins(string path)
    {
        var plugins = chance.Between(1, 2);
        for (var i = 0; i < plugins; i++)
        {
            to.Section($"[[{path}]]");
            to.Maybe(95, "package", () => values.Text(chance.Of(
                "netlify-plugin-a", "@netlify/plugin-nextjs", "./plugins/local", "/plugins/abs", "netlify-plugin-a@1.2", "UPPER", "a b",
                ".x", "@scope", "git:x/y", "")));
            to.Maybe(10, "pinned_version", () => values.Text("1"));
            to.Maybe(3, "enabled", values.Flag);
            if (chance.Percent(30))
            {
                to.Section($"[{path}.inputs]");
                to.Maybe(80, "port", () => values.Number("80"));
                to.Maybe(40, "nested", () => values.Table(("deep", values.Texts("x"))));
            }
        }
    }

    public void Functions()
    {
        to.Section(chance.Of("[functions]", "[functions]", "[functions.\"api_*\"]", "[functions.hello]", "[functions.\"*\"]"));
        to.Maybe(50, "directory", () => values.Text(chance.Of("functions", "netlify/functions/", "/fn", "../up", "")));
        to.Maybe(40, "node_bundler", () => values.Text(chance.Of("esbuild", "nft", "zisi", "none", "webpack")));
        to.Maybe(30, "external_node_modules", () => values.Texts("sharp", "canvas"));
        to.Maybe(20, "ignored_node_modules", () => values.Texts("x"));
        to.Maybe(30, "included_files", () => values.Texts("a/**/*.md", "!a/b.md"));
        to.Maybe(25, "schedule", () => values.Text(chance.Of("@daily", "5 4 * * *", "@hourly", "* * * *", "60 * * * *", "*/5 * * * 1-5",
            "0 0 1 JAN *", "0 0 * * 7", "0 0 31 2 *", "@never", "H * * * *", "0 0 L * *", "0 0 * * 1#2", "a b c d e", "")));
        to.Maybe(10, "memory", () => chance.OneIn(2) ? values.Text(chance.Of("2gb", "1024", "512mb", "1.5 GB", "4097mb", "x"))
            : values.Number(chance.Of("1024", "100", "2048.5")));
        to.Maybe(8, "vcpu", () => values.Number(chance.Of("0.5", "1", "2", "2.5", "0.4")));
        to.Maybe(5, "region", () => values.Text("cmh"));
        to.Maybe(5, "deno_import_map", () => values.Text("map.json"));
        to.Maybe(5, "timeout", () => values.Number("26"));
        if (chance.OneIn(4))
        {
            to.Section("[functions.world]");
            to.Maybe(60, "schedule", () => values.Text("@weekly"));
            to.Maybe(40, "included_files", () => values.Texts("b"));
            to.Maybe(10, "directory", () => values.Text("x"));
        }
    }

    public void EdgeFunctions(string path)
    {
        var functions = chance.Between(1, 2);
        for (var i = 0; i < functions; i++)
        {
            to.Section($"[[{path}]]");
            to.Maybe(96, "function", () => values.Text("hello"));
            to.Maybe(85, "path", () => values.Text(chance.Of("/hello", "/*", "hello", "/a/:id")));
            to.Maybe(10, "pattern", () => values.Text("^/x/(.*)$"));
            to.Maybe(15, "excludedPath", () => chance.OneIn(2) ? values.Text("/no") : values.Texts("/no", "/never"));
            to.Maybe(5, "excludedPattern", () => values.Texts("^/no$"));
            to.Maybe(15, "cache", () => values.Text(chance.Of("manual", "off", "on")));
            to.Maybe(15, "method", () => chance.OneIn(2) ? values.Text(chance.Of("GET", "post", "TRACE")) : values.Texts("GET", "PUT"));
            to.Maybe(10, "header", () => values.Table(("x-a", values.Flag()), ("x-b", values.Text("^v$"))));
            to.Maybe(8, "name", () => values.Text("Hello"));
            to.Maybe(2, chance.Of("generator", "extra"), () => values.Text("x"));
        }
    }

    public void Other()
    {
        switch (chance.Below(8))
        {
            case 0:
                to.Section("[dev]");
                to.Line("command", values.Text("npm start"));
                to.Line("targetPort", values.Number("3000"));
                break;
            case 1:
                to.Section("[images]");
                to.Line("remote_images", values.Texts("https://cdn.example/.*"));
                break;
            case 2:
                to.Section("[template.environment]");
                to.Line("KEY", values.Text("What it is for"));
                break;
            case 3:
                to.Section("[database.migrations]");
                to.Line("path", values.Text("db/migrations"));
                break;
            case 4:
                to.Section("[[integrations]]");
                to.Line("name", values.Text("x"));
                break;
            case 5:
                to.Line("spa_fallback", values.Flag());
                break;
            case 6:
                to.Section("[a.b.c]");
                to.Line("when", chance.Of("1979-05-27T07:32:00Z", "1979-05-27", "07:32:00", "nan", "inf", "9007199254740993"));
                break;
            default:
                to.Section("[settings]");
                to.Line("ID", values.Text("x"));
                break;
        }
    }
}
