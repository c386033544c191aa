using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing;

/// <summary>Moves the status in front of the conditions: <c>/ /us Country=us 302</c> becomes <c>/ /us 302 Country=us</c>.</summary>
internal sealed class StatusBeforeConditions : IHealer
{
    public string Name => "status-before-conditions";

    public IReadOnlyCollection<string> Codes { get; } = [RedirectFindings.BadStatus.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (Lines.Of(finding, folder) is not { } line || !CommentOutIgnored.IsLineFile(line.File.Name))
        {
            return null;
        }

        var words = line.Before('#');
        var wrong = words.ToList().FindIndex(word => word.Start == finding.Span!.Value.Start);
        if (wrong < 2 || !line.Text(words[wrong]).Contains('=', StringComparison.Ordinal))
        {
            return null;
        }

        var status = words.Skip(wrong).ToList().FindIndex(word => IsStatus(line.Text(word)));
        if (status < 0)
        {
            return words.Skip(wrong).All(word => line.Text(word).Contains('=', StringComparison.Ordinal))
                ? Repair.Edit(
                    Name, "a rule with conditions needs a status: 302, for who asks next may be somebody else", line.File.Name,
                    TextEdit.Insert(words[wrong].Start, "302 ")) with { Revives = true }
                : null;
        }

        var written = words[wrong + status];
        return Repair.Edit(
            Name, "the status stands before the conditions", line.File.Name,
            TextEdit.Insert(words[wrong].Start, line.Text(written) + " "),
            TextEdit.Delete(TextSpan.FromTo(words[wrong + status - 1].End, written.End))) with { Revives = true };
    }

    private static bool IsStatus(string word) => word.TrimEnd('!') is { Length: 3 } digits && digits.All(char.IsAsciiDigit);
}
