using Chimera.Documents;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Problems = Chimera.Engine.Validation.Findings;

namespace Chimera.Sites.GithubPages.Healing;

/// <summary>Lets the step of a workflow that uploads the site keep hidden files. Steps in flow style are left alone.</summary>
internal sealed class HiddenFilesHealer : IHealer
{
    private const string Input = "include-hidden-files";

    public string Name => "keep-hidden-files";

    public IReadOnlyCollection<string> Codes { get; } = [PagesFindings.WellKnownLost.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        // A subject means that Jekyll drops the folder: that is another repair's.
        if (finding.Subject is not null || foresight.Facts.FirstOrDefault(fact => fact.Name == "source")?.Place is not { } place
            || folder.Read(place.File, 1 << 20) is not { } bytes || YamlReader.Read(bytes, place.File, new Problems()) is not { } workflow)
        {
            return null;
        }

        var step = workflow.Get("jobs").Entries.SelectMany(job => job.Value.Get("steps").Items)
            .FirstOrDefault(step => step.Get("uses")?.Place == place);
        var file = SourceFile.Decode(place.File, bytes);
        return step.Entry("uses") is { } uses
            && uses.Value.Text?.StartsWith("actions/upload-pages-artifact@", StringComparison.Ordinal) == true
            && Kept(file, uses, step.Entry("with")) is { } edit
            ? Repair.Edit(Name, $"set {Input} where the site is uploaded: .well-known is then published", place.File, edit)
            : null;
    }

    private static TextEdit? Kept(SourceFile file, MapEntry uses, MapEntry? with)
    {
        var newline = file.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        if (with?.Value.Get(Input) is ScalarNode written)
        {
            return new TextEdit(file.SpanOf(written), "true");
        }

        if (with?.Value is MapNode { Entries: [var first, ..] } && first.KeyPlace.Line > with.KeyPlace.Line)
        {
            var key = file.IndexOf(first.KeyPlace);
            return TextEdit.Insert(key, $"{Input}: true{newline}{new string(' ', first.KeyPlace.Column - 1)}");
        }

        var line = file.Text.IndexOf('\n', file.IndexOf(uses.KeyPlace));
        var isBlock = file.IndexOf(uses.KeyPlace) is var at
            && !file.Text[(file.Text.LastIndexOf('\n', at) + 1)..at].Contains('{', StringComparison.Ordinal);
        var indent = new string(' ', uses.KeyPlace.Column - 1);
        return with is null && line >= 0 && isBlock
            ? TextEdit.Insert(line + 1, $"{indent}with:{newline}{indent}  {Input}: true{newline}")
            : null;
    }
}
