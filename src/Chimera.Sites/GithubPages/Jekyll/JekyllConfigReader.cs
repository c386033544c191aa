using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Problems = Chimera.Engine.Validation.Findings;

namespace Chimera.Sites.GithubPages.Jekyll;

/// <summary>Reads <c>_config.yml</c> as GitHub's build of a site does.</summary>
internal static class JekyllConfigReader
{
    /// <param name="root">Jekyll's source, relative to the site's folder.</param>
    public static JekyllConfig Read(SiteFolder folder, string root, List<SiteFinding> findings)
    {
        var path = SitePath.Join(root, JekyllConfig.FileName);
        if (folder.Read(path, YamlReader.MaxBytes) is not { } bytes)
        {
            return new JekyllConfig();
        }

        var source = SourceFile.Decode(path, bytes);
        Problems problems = new();
        var node = YamlReader.Read(bytes, path, problems);
        var wrong = problems.Where(problem => problem.Code is "yaml.syntax" or "yaml.bad-character" or "yaml.too-large").ToList();
        if (wrong.Count > 0)
        {
            findings.AddRange(wrong.Select(
                problem => new SiteFinding(JekyllFindings.ConfigInvalid, problem.Message, problem.Place, Remedy: problem.Remedy)));
            return new JekyllConfig { File = path, Source = source, BuildFails = true };
        }

        findings.AddRange(problems.Select(problem =>
            new SiteFinding(JekyllFindings.ConfigNotUnderstood, problem.Message, problem.Place, Remedy: problem.Remedy)));
        if (node is null or ScalarNode { IsNull: true })
        {
            return new JekyllConfig { File = path, Source = source };
        }

        if (node is not MapNode map)
        {
            findings.Add(new SiteFinding(
                JekyllFindings.ConfigInvalid, $"a map of settings is expected here, not {Wording.KindOf(node)}", node.Place));
            return new JekyllConfig { File = path, Source = source, BuildFails = true };
        }

        return Settle(Understand(map) with { File = path, Source = source }, findings);
    }

    private static JekyllConfig Understand(MapNode map)
    {
        var standard = new JekyllConfig();
        var theme = map.Entry("theme");
        return standard with
        {
            Root = map,
            Plugins = [.. PluginsOf(map).Select(plugin => plugin.Text).Where(PagesGem.AllowedPlugins.Contains)
                .Union(PagesGem.DefaultPlugins)],
            Theme = theme is null ? PagesGem.DefaultTheme : theme.Value.Text,
            Include = Texts(map, "include") ?? standard.Include,
            Exclude = Texts(map, "exclude") ?? standard.Exclude,
            MarkdownExtensions = map.Get("markdown_ext").Text is { } extensions
                ? [.. extensions.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(extension => "." + extension)]
                : standard.MarkdownExtensions,
            Permalink = map.Get("permalink").Text ?? standard.Permalink,
            BaseUrl = map.Get("baseurl") is ScalarNode { IsNull: false } baseUrl ? baseUrl.Text : null,
            BaseUrlPlace = map.Entry("baseurl")?.KeyPlace,
            Repository = map.Get("repository").Text,
            Collections = [.. map.Get("collections").Entries.Where(one => one.Key != "posts" && one.Value.Get("output").IsTrue)
                .Select(one => KeyValuePair.Create(one.Key, one.Value.Get("permalink").Text))],
            CollectionNames = ["posts", "drafts", .. map.Get("collections").Entries.Select(one => one.Key),
                .. map.Get("collections").Scalars.Select(one => one.Text)],
            FrontMatterOptional = !map.Get("optional_front_matter").Get("enabled").IsFalse && !map.Get("require_front_matter").IsTrue,
            ReadmeIsIndex = !map.Get("readme_index").Get("enabled").IsFalse,
        };
    }

    private static JekyllConfig Settle(JekyllConfig config, List<SiteFinding> findings)
    {
        foreach (var (key, forced) in PagesGem.Forced)
        {
            if (config.Root.Entry(key) is { } entry && entry.Value.Text != forced && !(forced == "false" && entry.Value.IsFalse))
            {
                findings.Add(new SiteFinding(
                    JekyllFindings.SettingForced, $"'{key}' is always {forced} on GitHub Pages, not {Wording.KindOf(entry.Value)}",
                    entry.KeyPlace, Subject: key));
            }
        }

        if (config.Get("markdown").Text is { } engine && !PagesGem.MarkdownEngines.Contains(engine))
        {
            findings.Add(new SiteFinding(
                JekyllFindings.SettingForced, $"'markdown' is kramdown on GitHub Pages, not {Wording.Quote(engine)}",
                config.Root.Entry("markdown")!.KeyPlace, Subject: "markdown"));
        }

        foreach (var plugin in PluginsOf(config.Root!).Where(plugin => !PagesGem.AllowedPlugins.Contains(plugin.Text)))
        {
            findings.Add(new SiteFinding(
                JekyllFindings.PluginNotAllowed, $"GitHub Pages does not run the plugin {Wording.Quote(plugin.Text)}", plugin.Place,
                config.Source!.SpanOf(plugin), Subject: plugin.Text));
        }

        CheckThemes(config, findings);
        return config with { BuildFails = config.Theme is { Length: > 0 } theme && !PagesGem.Themes.Contains(theme) };
    }

    private static void CheckThemes(JekyllConfig config, List<SiteFinding> findings)
    {
        if (config.Get("theme") is ScalarNode { IsNull: false, Text.Length: > 0 } theme && !PagesGem.Themes.Contains(theme.Text))
        {
            var near = Nearest.To(theme.Text, [.. PagesGem.Themes]);
            findings.Add(new SiteFinding(
                JekyllFindings.ThemeUnknown,
                $"GitHub Pages has no theme {Wording.Quote(theme.Text)}" + (near is null ? "" : $"; did you mean '{near}'?"),
                theme.Place, config.Source!.SpanOf(theme), Subject: theme.Text));
        }

        if (config.Get("remote_theme") is ScalarNode { IsNull: false } remote && remote.Text != "false" && !IsRemoteTheme(remote.Text))
        {
            findings.Add(new SiteFinding(
                JekyllFindings.RemoteThemeInvalid, $"{Wording.Quote(remote.Text)} is not owner/repository", remote.Place,
                config.Source!.SpanOf(remote),
                Subject: remote.Text));
        }
    }

    /// <summary>owner/repository, or its address at GitHub, with a reference after it (jekyll-remote-theme 0.4.3,
    /// <c>theme.rb</c>).</summary>
    internal static bool IsRemoteTheme(string text)
    {
        const string GitHub = "https://github.com/";
        var parts = (text.StartsWith(GitHub, StringComparison.OrdinalIgnoreCase) ? text[GitHub.Length..] : text).Trim().Split('@');
        return parts.Length <= 2 && parts[0].Split('/') is [{ Length: > 0 } owner, { Length: > 0 } name]
            && parts.All(part => part.Length > 0)
            && $"{owner}{name}{parts[^1]}".All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '/');
    }

    public static IEnumerable<ScalarNode> PluginsOf(Node map) => map.Get("plugins").Scalars.Concat(map.Get("gems").Scalars);

    private static ImmutableArray<string>? Texts(MapNode map, string key) =>
        map.Get(key) is { } node and not ScalarNode { IsNull: true } ? [.. node.Scalars.Select(item => item.Text)] : null;
}
