using Chimera.Documents;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Jekyll;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Healing;

/// <summary>Lists a name in <c>include:</c> of a Jekyll site's configuration, so that it is published.</summary>
internal sealed class IncludeEntryHealer : IHealer
{
    public string Name => "include-entry";

    public IReadOnlyCollection<string> Codes { get; } = [JekyllFindings.AssetsDropped.Code, PagesFindings.WellKnownLost.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding.Subject is not { } subject || !PagesRoot.IsMeantForJekyll(folder, foresight))
        {
            return null;
        }

        var entry = SitePath.NameOf(subject);
        if (entry.Any(character => char.IsControl(character) || character is '\'' or '"'))
        {
            return null;
        }

        var file = SitePath.Join(PagesRoot.Of(foresight), JekyllConfig.FileName);
        var explanation = $"list '{entry}' under include in {file}: Jekyll then publishes it";
        if (folder.KindOf(file) == EntryKind.Absent)
        {
            return new Repair(Name, explanation, [new FileChange.Create(file, $"include: ['{entry}']\n")]);
        }

        List<SiteFinding> ignored = [];
        return JekyllConfigReader.Read(folder, PagesRoot.Of(foresight), ignored) is { BuildFails: false, Source: { } source } config
            && Listed(source, config.Root.Entry("include"), entry) is { } edit
            ? Repair.Edit(Name, explanation, file, edit)
            : null;
    }

    private static TextEdit? Listed(SourceFile file, Engine.Truth.Documents.MapEntry? include, string entry)
    {
        if (include is null)
        {
            var newline = file.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
            var before = file.Text.Length == 0 || file.Text.EndsWith('\n') ? "" : newline;
            return TextEdit.Insert(file.Text.Length, $"{before}include: ['{entry}']{newline}");
        }

        if (include.Value is not ListNode { Items: [.., ScalarNode last] } list)
        {
            return null;
        }

        var end = file.SpanOf(last).End;
        if (file.IndexOf(list.Place) is var start && start < file.Text.Length && file.Text[start] == '[')
        {
            return TextEdit.Insert(end, $", '{entry}'");
        }

        // The item's line is repeated up to its value, so that indentation and hyphen are as they were.
        var at = file.IndexOf(last.Place);
        var line = at == 0 ? 0 : file.Text.LastIndexOf('\n', at - 1) + 1;
        var stop = file.Text.IndexOf('\n', at) is var next and >= 0 ? next + 1 : file.Text.Length;
        var missing = stop == file.Text.Length && !file.Text.EndsWith('\n') ? "\n" : "";
        return file.Text[line..at].Trim() == "-"
            ? TextEdit.Insert(stop, $"{missing}{file.Text[line..at]}'{entry}'{(missing.Length > 0 ? "" : "\n")}") : null;
    }
}
