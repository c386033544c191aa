using Chimera.Documents;
using Chimera.Sites.Analyses.Headers;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Analyses.Healing;

/// <summary>Writes a word of a content security policy, such as <c>self</c>, with the quotes without which it is a host.</summary>
internal sealed class QuotePolicySource : IHealer
{
    public string Name => "quote-policy-source";

    public IReadOnlyCollection<string> Codes { get; } = [HeaderFindings.CspInvalid.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding is not { Subject: { } word, Place: { Line: > 0 } place } || !CspNames.NeedsQuotes(word) || !IsSafeFile(place.File)
            || folder.Read(place.File) is not { } content)
        {
            return null;
        }

        var source = SourceFile.Decode(place.File, content);
        foreach (var rule in foresight.Headers.Where(rule => rule.Place == place))
        {
            foreach (var (name, value) in rule.Values.Where(value => CspNames.Headers.Contains(value.Key)))
            {
                if (Find(source, place.Line, value, word) is { } at)
                {
                    return Repair.Edit(
                        Name, $"quotes {SafeText.Line(word)} in {name}, which is the name of a host without", place.File,
                        TextEdit.Insert(at, "'"), TextEdit.Insert(at + word.Length, "'"));
                }
            }
        }

        return null;
    }

    // In other formats a quote may end the text that the policy stands in.
    private static bool IsSafeFile(string file) => file.EndsWith("_headers", StringComparison.Ordinal) || file.EndsWith(".toml", StringComparison.Ordinal);

    /// <summary>Where the word stands, when the whole value stands there as it is and not between single quotes.</summary>
    private static int? Find(SourceFile source, int line, string value, string word)
    {
        var start = StartOf(source.Text, line);
        var at = source.Text.IndexOf(value, start, StringComparison.Ordinal);
        if (at <= 0 || source.Text[at - 1] == '\'')
        {
            return null;
        }

        for (var found = value.IndexOf(word, StringComparison.Ordinal); found >= 0; found = value.IndexOf(word, found + 1, StringComparison.Ordinal))
        {
            var before = found == 0 ? ' ' : value[found - 1];
            var after = found + word.Length == value.Length ? ' ' : value[found + word.Length];
            if (before is ' ' or '\t' && after is ' ' or '\t' or ';' or ',')
            {
                return at + found;
            }
        }

        return null;
    }

    private static int StartOf(string text, int line)
    {
        var at = 0;
        for (var seen = 1; seen < line && text.IndexOf('\n', at) is >= 0 and var end; seen++)
        {
            at = end + 1;
        }

        return at;
    }
}
