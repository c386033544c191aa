using System.Text;

namespace Chimera.Agreement.Generation;

/// <summary>A netlify.toml with every part that the platform knows, and some that it does not.</summary>
internal sealed class TomlText(Chance chance, Words words, int wrongness)
{
    private readonly TomlValues _values = new(chance, wrongness);
    private readonly StringBuilder _text = new();

    /// <param name="publish">The folder to publish, relative to the base; null to say nothing of it.</param>
    /// <param name="base">The base folder; null to say nothing of it.</param>
    public string Make(string? publish, string? @base)
    {
        List<Action> parts = [() => Build(publish, @base)];
        Sometimes(parts, 40, () => Contexts(publish));
        Sometimes(parts, 45, Redirects);
        Sometimes(parts, 40, Headers);
        Sometimes(parts, 15, () => Plugins("plugins"));
        Sometimes(parts, 20, Functions);
        Sometimes(parts, 15, () => EdgeFunctions("edge_functions"));
        Sometimes(parts, 12, Other);
        Sometimes(parts, 4, () => _text.Append(chance.Of("[redirects]\nfrom = \"/a\"\nto = \"/b\"\n", "redirects = 1\n", "headers = {}\n", "[headers]\n",
            "[plugins]\npackage = \"a\"\n", "[[context]]\na = 1\n", "[build]\n", "[context.production\n", "Here is the file:\n", "[edge_functions]\n", "\uFEFF")));
        if (chance.OneIn(3))
        {
            parts.Reverse();
        }

        parts.ForEach(part => part());
        if (chance.OneIn(10))
        {
            _text.Replace("\n", "\r\n");
        }

        return _text.ToString();
    }

    private void Sometimes(List<Action> parts, int percent, Action part)
    {
        if (chance.Percent(percent))
        {
            parts.Add(part);
        }
    }

    private void Line(string key, string value)
    {
        _text.Append(chance.OneIn(6) ? "  " : "").Append(key).Append(chance.OneIn(8) ? "=" : " = ").Append(value);
        _text.Append(chance.OneIn(20) ? " # why\n" : "\n");
    }

    private void Maybe(int percent, string key, Func<string> value)
    {
        if (chance.Percent(percent))
        {
            Line(key, value());
        }
    }

    private void Section(string name)
    {
        if (chance.OneIn(5))
        {
            _text.Append(chance.Of("\n", "# section\n", "\n\n"));
        }

        _text.Append(name).Append('\n');
    }

    private void Build(string? publish, string? @base)
    {
        Section(chance.Of("[build]", "[build]", "[build]", "[Build]", "[ build ]"));
        if (publish is not null)
        {
            Line(chance.Of("publish", "publish", "publish", "Publish"), _values.Text(publish));
        }

        if (@base is not null)
        {
            Line("base", _values.Text(@base));
        }

        BuildKeys();
        if (chance.Percent(25))
        {
            Section("[build.environment]");
            Environment();
        }

        if (chance.Percent(15))
        {
            Section("[build.processing]");
            Maybe(50, "skip_processing", _values.Flag);
            Section("[build.processing.html]");
            Maybe(70, "pretty_urls", _values.Flag);
            Section("[build.processing.css]");
            Maybe(50, "bundle", _values.Flag);
        }
    }

    private void BuildKeys()
    {
        Maybe(60, chance.Of("command", "command", "Command"), () => _values.Text(chance.Of("npm run build", "hugo", "", " ", "make \"x\"", "echo 'a'", "a && b")));
        Maybe(15, "functions", () => _values.Text(chance.Of("functions", "/functions", "./fn/", "../out", "netlify/functions", "")));
        Maybe(8, "edge_functions", () => _values.Text(chance.Of("edge", "/edge", "../../x", "netlify/edge-functions")));
        Maybe(10, "ignore", () => _values.Text("git diff --quiet HEAD^ HEAD ."));
        Maybe(5, "unknown_key", _values.Wrong);
        Maybe(5, "environment", () => _values.Table(("A", "\"1\""), ("B", _values.Wrong())));
        Maybe(3, "services", () => _values.Table(("identity", _values.Wrong())));
        Maybe(2, "publishOrigin", () => _values.Text("x"));
    }

    private void Environment()
    {
        Maybe(70, "NODE_VERSION", () => _values.Text(chance.Of("18", "20.1.0", "lts/*")));
        Maybe(30, "HUGO_VERSION", () => _values.Text("0.111.3"));
        Maybe(20, "FLAG", _values.Wrong);
        Maybe(8, _values.Key(chance.Of("A.B", "", "é", "__proto__", "constructor", "1")), () => _values.Text("x"));
    }

    private void Contexts(string? publish)
    {
        var contexts = chance.Between(1, 3);
        for (var i = 0; i < contexts; i++)
        {
            var context = "context." + _values.Key(chance.Of("production", "deploy-preview", "branch-deploy", "feature/x", "feature/*", "pr-1", "main", "*", "staging", "feat*"));
            Section($"[{context}]");
            BuildKeys();
            Maybe(20, "publish", () => _values.Text(publish is null ? "site" : chance.Of(publish, "other", "/" + publish)));
            Maybe(4, "base", () => _values.Text("elsewhere"));
            if (chance.Percent(40))
            {
                Section($"[{context}.environment]");
                Environment();
            }

            if (chance.Percent(12))
            {
                Section($"[[{context}.redirects]]");
                Redirect();
            }

            if (chance.Percent(12))
            {
                Section($"[[{context}.headers]]");
                Header(context + ".headers");
            }

            if (chance.Percent(8))
            {
                Plugins(context + ".plugins");
            }

            if (chance.Percent(6))
            {
                Section($"[{context}.{chance.Of("build", "functions", "processing.html", "build.environment", "dev")}]");
                Maybe(60, "directory", () => _values.Text("fn"));
                Maybe(60, "command", () => _values.Text("again"));
            }

            if (chance.Percent(5))
            {
                EdgeFunctions(context + ".edge_functions");
            }
        }
    }

    private void Redirects()
    {
        var rules = chance.Between(1, 5);
        for (var i = 0; i < rules; i++)
        {
            Section("[[redirects]]");
            Redirect();
        }
    }

    private void Redirect()
    {
        if (chance.Percent(100 - (wrongness / 2)))
        {
            Line(chance.Of("from", "from", "from", "from", "origin"), _values.Text(words.From()));
        }

        if (chance.Percent(95))
        {
            Line(chance.Of("to", "to", "to", "to", "destination"), _values.Text(words.To()));
        }

        Maybe(65, "status", () => chance.Percent(wrongness) ? _values.Text(words.Status()) : chance.Of("301", "302", "200", "404", "410", "307", "200", "301"));
        Maybe(30, "force", _values.Flag);
        Maybe(12, chance.Of("query", "params", "parameters"), () => _values.Table(("id", _values.Text(":id")), (chance.Of("b", "page", ""), _values.Text(words.QueryValue()))));
        Maybe(18, "conditions", () => _values.Table(Condition()));
        Maybe(8, "headers", () => _values.Table((words.HeaderName(), _values.Text(words.HeaderValue()))));
        Maybe(4, chance.Of("signed", "sign", "signing"), () => _values.Text("API_SIGNATURE"));
        Maybe(3, chance.Of("rate_limit", "edge_handler", "name", "proxy", "scheme"), _values.Wrong);
    }

    private (string Key, string Value) Condition() => chance.Below(8) switch
    {
        < 3 => (chance.Of("Country", "country"), chance.OneIn(2) ? _values.Text(words.Countries()) : _values.Texts("us", "DE")),
        < 5 => (chance.Of("Language", "language"), chance.OneIn(2) ? _values.Text(words.Languages()) : _values.Texts("en", "pt-BR")),
        5 => (chance.Of("Role", "role"), chance.OneIn(2) ? _values.Text(words.Roles()) : _values.Texts("admin", "editor")),
        6 => ("Cookie", _values.Texts("beta", "alpha")),
        _ => (chance.Of("Foo", "host", "Host"), _values.Texts("x")),
    };

    private void Headers()
    {
        var blocks = chance.Between(1, 3);
        for (var i = 0; i < blocks; i++)
        {
            Section("[[headers]]");
            Header("headers");
        }
    }

    private void Header(string path)
    {
        if (chance.Percent(96))
        {
            Line("for", _values.Text(words.HeaderPath()));
        }

        if (chance.OneIn(4))
        {
            Line("values", _values.Table((words.HeaderName(), HeaderValue()), ("X-Second", HeaderValue())));
            return;
        }

        Section($"[{path}.values]");
        foreach (var name in Enumerable.Range(0, chance.Between(0, 4)).Select(_ => words.HeaderName()).Distinct(StringComparer.Ordinal))
        {
            Line(_values.Key(name), HeaderValue());
        }
    }

    private string HeaderValue() => chance.Below(6) switch
    {
        0 => _values.Texts("a", " b ", "c,d"),
        1 => $"'''\n{words.HeaderValue()},\n  {words.HeaderValue()}'''",
        _ => _values.Text(words.HeaderValue()),
    };

    private void Plugins(string path)
    {
        var plugins = chance.Between(1, 2);
        for (var i = 0; i < plugins; i++)
        {
            Section($"[[{path}]]");
            Maybe(95, "package", () => _values.Text(chance.Of(
                "netlify-plugin-a", "@netlify/plugin-nextjs", "./plugins/local", "/plugins/abs", "netlify-plugin-a@1.2", "UPPER", "a b", ".x", "@scope", "git:x/y", "")));
            Maybe(10, "pinned_version", () => _values.Text("1"));
            Maybe(3, "enabled", _values.Flag);
            if (chance.Percent(30))
            {
                Section($"[{path}.inputs]");
                Maybe(80, "port", () => _values.Number("80"));
                Maybe(40, "nested", () => _values.Table(("deep", _values.Texts("x"))));
            }
        }
    }

    private void Functions()
    {
        Section(chance.Of("[functions]", "[functions]", "[functions.\"api_*\"]", "[functions.hello]", "[functions.\"*\"]"));
        Maybe(50, "directory", () => _values.Text(chance.Of("functions", "netlify/functions/", "/fn", "../up", "")));
        Maybe(40, "node_bundler", () => _values.Text(chance.Of("esbuild", "nft", "zisi", "none", "webpack")));
        Maybe(30, "external_node_modules", () => _values.Texts("sharp", "canvas"));
        Maybe(20, "ignored_node_modules", () => _values.Texts("x"));
        Maybe(30, "included_files", () => _values.Texts("a/**/*.md", "!a/b.md"));
        Maybe(25, "schedule", () => _values.Text(chance.Of("@daily", "5 4 * * *", "@hourly", "* * * *", "60 * * * *", "*/5 * * * 1-5", "0 0 1 JAN *", "0 0 * * 7", "0 0 31 2 *", "@never", "H * * * *", "0 0 L * *", "0 0 * * 1#2", "a b c d e", "")));
        Maybe(10, "memory", () => chance.OneIn(2) ? _values.Text(chance.Of("2gb", "1024", "512mb", "1.5 GB", "4097mb", "x")) : _values.Number(chance.Of("1024", "100", "2048.5")));
        Maybe(8, "vcpu", () => _values.Number(chance.Of("0.5", "1", "2", "2.5", "0.4")));
        Maybe(5, "region", () => _values.Text("cmh"));
        Maybe(5, "deno_import_map", () => _values.Text("map.json"));
        Maybe(5, "timeout", () => _values.Number("26"));
        if (chance.OneIn(4))
        {
            Section("[functions.world]");
            Maybe(60, "schedule", () => _values.Text("@weekly"));
            Maybe(40, "included_files", () => _values.Texts("b"));
            Maybe(10, "directory", () => _values.Text("x"));
        }
    }

    private void EdgeFunctions(string path)
    {
        var functions = chance.Between(1, 2);
        for (var i = 0; i < functions; i++)
        {
            Section($"[[{path}]]");
            Maybe(96, "function", () => _values.Text("hello"));
            Maybe(85, "path", () => _values.Text(chance.Of("/hello", "/*", "hello", "/a/:id")));
            Maybe(10, "pattern", () => _values.Text("^/x/(.*)$"));
            Maybe(15, "excludedPath", () => chance.OneIn(2) ? _values.Text("/no") : _values.Texts("/no", "/never"));
            Maybe(5, "excludedPattern", () => _values.Texts("^/no$"));
            Maybe(15, "cache", () => _values.Text(chance.Of("manual", "off", "on")));
            Maybe(15, "method", () => chance.OneIn(2) ? _values.Text(chance.Of("GET", "post", "TRACE")) : _values.Texts("GET", "PUT"));
            Maybe(10, "header", () => _values.Table(("x-a", _values.Flag()), ("x-b", _values.Text("^v$"))));
            Maybe(8, "name", () => _values.Text("Hello"));
            Maybe(2, chance.Of("generator", "extra"), () => _values.Text("x"));
        }
    }

    private void Other()
    {
        switch (chance.Below(8))
        {
            case 0:
                Section("[dev]");
                Line("command", _values.Text("npm start"));
                Line("targetPort", _values.Number("3000"));
                break;
            case 1:
                Section("[images]");
                Line("remote_images", _values.Texts("https://cdn.example/.*"));
                break;
            case 2:
                Section("[template.environment]");
                Line("KEY", _values.Text("What it is for"));
                break;
            case 3:
                Section("[database.migrations]");
                Line("path", _values.Text("db/migrations"));
                break;
            case 4:
                Section("[[integrations]]");
                Line("name", _values.Text("x"));
                break;
            case 5:
                Line("spa_fallback", _values.Flag());
                break;
            case 6:
                Section("[a.b.c]");
                Line("when", chance.Of("1979-05-27T07:32:00Z", "1979-05-27", "07:32:00", "nan", "inf", "9007199254740993"));
                break;
            default:
                Section("[settings]");
                Line("ID", _values.Text("x"));
                break;
        }
    }
}
