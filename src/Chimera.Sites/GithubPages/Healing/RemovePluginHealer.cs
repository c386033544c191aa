using System.Text;
using Chimera.Documents;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Jekyll;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Healing;

/// <summary>
/// Takes a plugin that GitHub Pages passes over out of the list. Not when a Gemfile names it: then someone builds the site with it
/// elsewhere.
/// </summary>
internal sealed class RemovePluginHealer : IHealer
{
    public string Name => "remove-plugin";

    public IReadOnlyCollection<string> Codes { get; } = [JekyllFindings.PluginNotAllowed.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding is not { Subject: { } plugin, Span: { } span } || PagesRoot.Source(folder, finding) is not { } file
            || NamedInGemfile(folder, foresight, plugin))
        {
            return null;
        }

        return Removed(file.Text, span) is { } edit
            ? Repair.Edit(Name, $"take '{plugin}' out of the plugins: GitHub Pages never runs it", file.Name, edit)
            : null;
    }

    private static bool NamedInGemfile(SiteFolder folder, Foresight foresight, string plugin) =>
        new[] { "Gemfile", SitePath.Join(PagesRoot.Of(foresight), "Gemfile") }.Any(path =>
            folder.Read(path, 1 << 20) is { } bytes && Encoding.UTF8.GetString(bytes).Contains(plugin, StringComparison.Ordinal));

    private static TextEdit? Removed(string text, TextSpan item)
    {
        var line = item.Start == 0 ? 0 : text.LastIndexOf('\n', item.Start - 1) + 1;
        var next = text.IndexOf('\n', item.End) is var found and >= 0 ? found + 1 : text.Length;
        var before = text[line..item.Start].Trim();
        var after = text[item.End..next].Trim();
        if (before == "-")
        {
            // The only item of a list cannot go without its key.
            return (after.Length == 0 || after[0] == '#') && HasNeighbour(text, line, next) ? TextEdit.Delete(TextSpan.FromTo(line, next))
                : null;
        }

        if (after.StartsWith(',') && text.IndexOf(',', item.End) is var comma)
        {
            var end = comma + 1;
            while (end < text.Length && text[end] == ' ')
            {
                end++;
            }

            return TextEdit.Delete(TextSpan.FromTo(item.Start, end));
        }

        return after.StartsWith(']') && before.EndsWith(',') && text.LastIndexOf(',', item.Start) is var last and >= 0
            ? TextEdit.Delete(TextSpan.FromTo(last, item.End))
            : after.StartsWith(']') && before.EndsWith('[') ? TextEdit.Delete(item) : null;
    }

    private static bool HasNeighbour(string text, int line, int next)
    {
        var above = line == 0 ? "" : text[(line == 1 ? 0 : text.LastIndexOf('\n', line - 2) + 1)..line].TrimStart();
        return above.StartsWith('-') || text.AsSpan(next).TrimStart(' ').StartsWith("-");
    }
}
