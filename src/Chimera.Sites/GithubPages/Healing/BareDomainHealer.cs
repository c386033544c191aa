using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Domain;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Healing;

/// <summary>Leaves one bare domain in a CNAME. Of several domains none is chosen, unless they are the same but for <c>www</c>.</summary>
internal sealed class BareDomainHealer : IHealer
{
    public string Name => "bare-domain";

    public IReadOnlyCollection<string> Codes { get; } = [
        CnameFindings.Malformed.Code, CnameFindings.SeveralLines.Code, CnameFindings.NotPunycode.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (PagesRoot.Source(folder, finding) is not { } file || CnameReader.Lines(file.Text) is not { Count: > 0 } lines)
        {
            return null;
        }

        var written = lines.Select(line => CnameReader.Text(file, line)).Where(text => text[0] != '#').ToList();
        var domains = written.Select(DomainName.Within).ToList();
        if (domains.Count == 0 || domains.Contains(null) || domains.Select(WithoutWww!).Distinct(StringComparer.Ordinal).Count() != 1)
        {
            return null;
        }

        var span = TextSpan.FromTo(file.Text[0] == '\uFEFF' ? 0 : lines[0].Start, lines[^1].End);
        return file.Text.Substring(span.Start, span.Length) == domains[0]
            ? null
            : Repair.Edit(Name, $"write the bare domain {domains[0]}", file.Name, new TextEdit(span, domains[0]!));
    }

    private static string WithoutWww(string domain) => domain.StartsWith("www.", StringComparison.Ordinal) ? domain[4..] : domain;
}
