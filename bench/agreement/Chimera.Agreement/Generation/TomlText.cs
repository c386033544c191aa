namespace Chimera.Agreement.Generation;

/// <summary>A netlify.toml with every part that the platform knows, and some that it does not.</summary>
internal sealed class TomlText
{
    private readonly Chance _chance;
    private readonly Words _words;
    private readonly int _wrongness;
    private readonly TomlValues _values;
    private readonly TomlWriter _to;
    private readonly TomlFeatures _features;

    public TomlText(Chance chance, Words words, int wrongness)
    {
        (_chance, _words, _wrongness) = (chance, words, wrongness);
        _values = new TomlValues(chance, wrongness);
        _to = new TomlWriter(chance);
        _features = new TomlFeatures(chance, _values, _to);
    }

    /// <param name="publish">The folder to publish, relative to the base; null to say nothing of it.</param>
    /// <param name="base">The base folder; null to say nothing of it.</param>
    public string Make(string? publish, string? @base)
    {
        List<Action> parts = [() => Build(publish, @base)];
        Sometimes(parts, 40, () => Contexts(publish));
        Sometimes(parts, 45, Redirects);
        Sometimes(parts, 40, Headers);
        Sometimes(parts, 15, () => _features.Plugins("plugins"));
        Sometimes(parts, 20, _features.Functions);
        Sometimes(parts, 15, () => _features.EdgeFunctions("edge_functions"));
        Sometimes(parts, 12, _features.Other);
        Sometimes(parts, 4, () => _to.Raw(_chance.Of("[redirects]\nfrom = \"/a\"\nto = \"/b\"\n", "redirects = 1\n", "headers = {}\n",
            "[headers]\n",
            "[plugins]\npackage = \"a\"\n", "[[context]]\na = 1\n", "[build]\n", "[context.production\n", "Here is the file:\n",
            "[edge_functions]\n", "\uFEFF")));
        if (_chance.OneIn(3))
        {
            parts.Reverse();
        }

        parts.ForEach(part => part());
        return _to.ToString();
    }

    private void Sometimes(List<Action> parts, int percent, Action part)
    {
        if (_chance.Percent(percent))
        {
            parts.Add(part);
        }
    }

    private void Build(string? publish, string? @base)
    {
        _to.Section(_chance.Of("[build]", "[build]", "[build]", "[Build]", "[ build ]"));
        if (publish is not null)
        {
            _to.Line(_chance.Of("publish", "publish", "publish", "Publish"), _values.Text(publish));
        }

        if (@base is not null)
        {
            _to.Line("base", _values.Text(@base));
        }

        BuildKeys();
        if (_chance.Percent(25))
        {
            _to.Section("[build.environment]");
            Environment();
        }

        if (_chance.Percent(15))
        {
            _to.Section("[build.processing]");
            _to.Maybe(50, "skip_processing", _values.Flag);
            _to.Section("[build.processing.html]");
            _to.Maybe(70, "pretty_urls", _values.Flag);
            _to.Section("[build.processing.css]");
            _to.Maybe(50, "bundle", _values.Flag);
        }
    }

    private void BuildKeys()
    {
        _to.Maybe(60, _chance.Of("command", "command", "Command"), () =>
            _values.Text(_chance.Of("npm run build", "hugo", "", " ", "make \"x\"", "echo 'a'", "a && b")));
        _to.Maybe(15, "functions", () => _values.Text(_chance.Of("functions", "/functions", "./fn/", "../out", "netlify/functions", "")));
        _to.Maybe(8, "edge_functions", () => _values.Text(_chance.Of("edge", "/edge", "../../x", "netlify/edge-functions")));
        _to.Maybe(10, "ignore", () => _values.Text("git diff --quiet HEAD^ HEAD ."));
        _to.Maybe(5, "unknown_key", _values.Wrong);
        _to.Maybe(5, "environment", () => _values.Table(("A", "\"1\""), ("B", _values.Wrong())));
        _to.Maybe(3, "services", () => _values.Table(("identity", _values.Wrong())));
        _to.Maybe(2, "publishOrigin", () => _values.Text("x"));
    }

    private void Environment()
    {
        _to.Maybe(70, "NODE_VERSION", () => _values.Text(_chance.Of("18", "20.1.0", "lts/*")));
        _to.Maybe(30, "HUGO_VERSION", () => _values.Text("0.111.3"));
        _to.Maybe(20, "FLAG", _values.Wrong);
        _to.Maybe(8, _values.Key(_chance.Of("A.B", "", "é", "__proto__", "constructor", "1")), () => _values.Text("x"));
    }

    private void Contexts(string? publish)
    {
        var contexts = _chance.Between(1, 3);
        for (var i = 0; i < contexts; i++)
        {
            var context = "context." + _values.Key(_chance.Of("production", "deploy-preview", "branch-deploy", "feature/x", "feature/*",
                "pr-1", "main", "*", "staging", "feat*"));
            _to.Section($"[{context}]");
            BuildKeys();
            _to.Maybe(20, "publish", () => _values.Text(publish is null ? "site" : _chance.Of(publish, "other", "/" + publish)));
            _to.Maybe(4, "base", () => _values.Text("elsewhere"));
            if (_chance.Percent(40))
            {
                _to.Section($"[{context}.environment]");
                Environment();
            }

            if (_chance.Percent(12))
            {
                _to.Section($"[[{context}.redirects]]");
                Redirect();
            }

            if (_chance.Percent(12))
            {
                _to.Section($"[[{context}.headers]]");
                Header(context + ".headers");
            }

            if (_chance.Percent(8))
            {
                _features.Plugins(context + ".plugins");
            }

            if (_chance.Percent(6))
            {
                _to.Section($"[{context}.{_chance.Of("build", "functions", "processing.html", "build.environment", "dev")}]");
                _to.Maybe(60, "directory", () => _values.Text("fn"));
                _to.Maybe(60, "command", () => _values.Text("again"));
            }

            if (_chance.Percent(5))
            {
                _features.EdgeFunctions(context + ".edge_functions");
            }
        }
    }

    private void Redirects()
    {
        var rules = _chance.Between(1, 5);
        for (var i = 0; i < rules; i++)
        {
            _to.Section("[[redirects]]");
            Redirect();
        }
    }

    private void Redirect()
    {
        if (_chance.Percent(100 - (_wrongness / 2)))
        {
            _to.Line(_chance.Of("from", "from", "from", "from", "origin"), _values.Text(_words.From()));
        }

        if (_chance.Percent(95))
        {
            _to.Line(_chance.Of("to", "to", "to", "to", "destination"), _values.Text(_words.To()));
        }

        _to.Maybe(65, "status", () => _chance.Percent(_wrongness) ? _values.Text(_words.Status())
            : _chance.Of("301", "302", "200", "404", "410", "307", "200", "301"));
        _to.Maybe(30, "force", _values.Flag);
        _to.Maybe(12, _chance.Of("query", "params", "parameters"), () =>
            _values.Table(("id", _values.Text(":id")), (_chance.Of("b", "page", ""), _values.Text(_words.QueryValue()))));
        _to.Maybe(18, "conditions", () => _values.Table(Condition()));
        _to.Maybe(8, "headers", () => _values.Table((_words.HeaderName(), _values.Text(_words.HeaderValue()))));
        _to.Maybe(4, _chance.Of("signed", "sign", "signing"), () => _values.Text("API_SIGNATURE"));
        _to.Maybe(3, _chance.Of("rate_limit", "edge_handler", "name", "proxy", "scheme"), _values.Wrong);
    }

    private (string Key, string Value) Condition() => _chance.Below(8) switch
    {
        < 3 => (_chance.Of("Country", "country"), _chance.OneIn(2) ? _values.Text(_words.Countries()) : _values.Texts("us", "DE")),
        < 5 => (_chance.Of("Language", "language"), _chance.OneIn(2) ? _values.Text(_words.Languages()) : _values.Texts("en", "pt-BR")),
        5 => (_chance.Of("Role", "role"), _chance.OneIn(2) ? _values.Text(_words.Roles()) : _values.Texts("admin", "editor")),
        6 => ("Cookie", _values.Texts("beta", "alpha")),
        _ => (_chance.Of("Foo", "host", "Host"), _values.Texts("x")),
    };

    private void Headers()
    {
        var blocks = _chance.Between(1, 3);
        for (var i = 0; i < blocks; i++)
        {
            _to.Section("[[headers]]");
            Header("headers");
        }
    }

    private void Header(string path)
    {
        if (_chance.Percent(96))
        {
            _to.Line("for", _values.Text(_words.HeaderPath()));
        }

        if (_chance.OneIn(4))
        {
            _to.Line("values", _values.Table((_words.HeaderName(), HeaderValue()), ("X-Second", HeaderValue())));
            return;
        }

        _to.Section($"[{path}.values]");
        foreach (var name in Enumerable.Range(0, _chance.Between(0, 4)).Select(_ => _words.HeaderName()).Distinct(StringComparer.Ordinal))
        {
            _to.Line(_values.Key(name), HeaderValue());
        }
    }

    private string HeaderValue() => _chance.Below(6) switch
    {
        0 => _values.Texts("a", " b ", "c,d"),
        1 => $"'''\n{_words.HeaderValue()},\n  {_words.HeaderValue()}'''",
        _ => _values.Text(_words.HeaderValue()),
    };
}
