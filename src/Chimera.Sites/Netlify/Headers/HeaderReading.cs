using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>Collects header rules and problems of one source, in the order in which Netlify reports them.</summary>
/// <param name="compiles">
/// A pattern that is no regular expression is refused: so where Netlify compiles it, but not where it only reads it.
/// </param>
internal sealed class HeaderReading(StringPool pool, bool compiles)
{
    private readonly List<RuleProblem> _lineProblems = [];
    private readonly List<RuleProblem> _problems = [];
    private readonly List<RuleProblem> _notes = [];
    private int _number;

    public List<HeaderRule> Rules { get; } = [];

    public IEnumerable<RuleProblem> Problems => _lineProblems.Concat(_problems).Concat(_notes);

    public void RefuseLine(RuleProblem problem) => _lineProblems.Add(problem);

    public void Refuse(RuleProblem problem) => _problems.Add(problem);

    /// <summary>Something that Netlify says nothing about.</summary>
    public void Note(RuleProblem problem) => _notes.Add(problem);

    /// <param name="at">Where a field, or a header below <c>values</c>, is written.</param>
    public void Take(JsonNode? element, Written? whole, Func<string, string?, Written?>? at)
    {
        _number++;
        if (element is not JsonObject table)
        {
            _problems.Add(new RuleProblem(
                HeaderFindings.NotATable, $"Header must be an object not: {JsValue.Text(element)}",
                "an element of 'headers' is not a table, so it is dropped", whole?.Place, whole?.Span, "headers"));
            return;
        }

        switch (Compiled(HeaderTable.Normalise(table, whole?.Place, pool), whole))
        {
            case HeaderOutcome.Accepted accepted:
                Rules.Add(accepted.Rule);
                break;
            case HeaderOutcome.Refused refused:
                var written = at?.Invoke(refused.Field, refused.Name) ?? whole;
                _problems.Add(new RuleProblem(
                    refused.Kind, $"Could not parse header number {_number}:\n  {JsJson.Stringify(table)}\n{refused.Reason}",
                    refused.Message,
                    written?.Place, written?.Span, refused.Name ?? refused.Field));
                break;
            default:
                break;
        }
    }

    private HeaderOutcome Compiled(HeaderOutcome outcome, Written? whole)
    {
        if (outcome is not HeaderOutcome.Accepted { Rule.For: var path } || HeaderPattern.ErrorOf(path) is not { } error)
        {
            return outcome;
        }

        var message = $"'{path}' is no pattern: what stands beside a '*' is read as a regular expression";
        if (compiles)
        {
            return new HeaderOutcome.Refused(HeaderFindings.BadPattern, error, message, "for", null);
        }

        Note(new RuleProblem(HeaderFindings.BadPattern, null, message, whole?.Place, whole?.Span, path));
        return outcome;
    }
}
