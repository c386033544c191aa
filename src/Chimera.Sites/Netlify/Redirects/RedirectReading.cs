using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Redirects;

/// <summary>Collects rules and problems of one source, in the order in which Netlify reports them.</summary>
internal sealed class RedirectReading
{
    private readonly List<RuleProblem> _lineProblems = [];
    private readonly List<RuleProblem> _problems = [];
    private int _number;

    public List<RedirectRule> Rules { get; } = [];

    public IEnumerable<RuleProblem> Problems => _lineProblems.Concat(_problems);

    public void Accept(RedirectRule rule)
    {
        _number++;
        Rules.Add(rule);
    }

    /// <summary>A line that could not be taken apart; it does not count as a redirect.</summary>
    public void RefuseLine(RuleProblem problem) => _lineProblems.Add(problem);

    /// <summary>Something that is not a redirect at all.</summary>
    public void Refuse(RuleProblem problem)
    {
        _number++;
        _problems.Add(problem);
    }

    public void Refuse(RedirectOutcome.Refused refused, string json, Place? place, TextSpan? span, string? subject)
    {
        _number++;
        _problems.Add(new RuleProblem(
            refused.Kind, $"Could not parse redirect number {_number}:\n  {json}\n{refused.Reason}", refused.Message, place, span,
            subject));
    }
}
