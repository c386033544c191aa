using System.Collections.Immutable;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>
/// Netlify's rules, compiled once, matched as netlify-redirector 0.5.0 does. A literal path is found by its hash, a pattern along a tree of
/// segments; only rules that share path or pattern up to a splat are tried one after the other.
/// </summary>
public sealed class RedirectMatcher : IRedirectMatcher
{
    private readonly CompiledRule?[] _compiled;
    private readonly ExactPaths _exact;
    private readonly PatternTree _patterns;
    private readonly MatchSettings _settings;

    private RedirectMatcher(ImmutableArray<RedirectRule> rules, MatchSettings settings, CancellationToken cancel)
    {
        Rules = rules;
        _settings = settings;
        _compiled = new CompiledRule?[rules.Length];
        _patterns = new PatternTree();
        var exact = new List<int>(rules.Length);
        Dictionary<int, string> dropped = [];
        for (var index = 0; index < rules.Length; index++)
        {
            cancel.ThrowIfCancellationRequested();
            switch (RuleReader.Read(rules[index]))
            {
                case RuleReading.Fatal fatal:
                    Failure ??= (index, fatal.Why);
                    break;
                case RuleReading.Dropped reading:
                    dropped.Add(index, reading.Why);
                    break;
                case RuleReading.Usable { Rule: var rule }:
                    _compiled[index] = rule.IsPlain(rules[index]) ? null : rule;
                    if (rule.Pattern is { } pattern)
                    {
                        _patterns.Add(index, pattern);
                    }
                    else
                    {
                        exact.Add(index);
                    }

                    break;
            }
        }

        Dropped = dropped;
        _exact = new ExactPaths(exact, index => rules[index].Path);
    }

    public ImmutableArray<RedirectRule> Rules { get; }

    /// <summary>Rules that the platform leaves out without a word, by index, and why.</summary>
    public IReadOnlyDictionary<int, string> Dropped { get; }

    /// <summary>A rule that makes the platform's matcher fail for all rules, and why; then nothing matches.</summary>
    public (int Index, string Why)? Failure { get; }

    /// <exception cref="OperationCanceledException">The simulation's time is up.</exception>
    public static RedirectMatcher Compile(
        ImmutableArray<RedirectRule> rules, MatchSettings? settings = null, CancellationToken cancel = default) =>
        new(rules, settings ?? MatchSettings.Default, cancel);

    public RedirectMatch? Match(SiteRequest request, string path)
    {
        if (Failure is not null)
        {
            return null;
        }

        var visitor = new Visitor(request, _settings);
        var run = new MatchRun(this, visitor, path);
        var exact = _exact.First(path);
        if (_patterns.IsEmpty)
        {
            for (; exact >= 0 && run.Goes(_exact.RuleOf(exact)); exact = _exact.After(exact))
            {
            }

            return run.Result();
        }

        var candidates = new NumberList(stackalloc int[64]);
        var waiting = new NumberList(stackalloc int[32]);
        _patterns.Collect(path, ref waiting, ref candidates);
        waiting.Dispose();
        candidates.Sort();
        foreach (var candidate in candidates.All)
        {
            for (; exact >= 0 && _exact.RuleOf(exact) < candidate && run.Goes(_exact.RuleOf(exact)); exact = _exact.After(exact))
            {
            }

            if (!run.Goes(candidate))
            {
                break;
            }
        }

        for (; exact >= 0 && run.Goes(_exact.RuleOf(exact)); exact = _exact.After(exact))
        {
        }

        candidates.Dispose();
        return run.Result();
    }

    /// <summary>The match, and which rules had to do with it.</summary>
    public MatchExplanation Explain(SiteRequest request, string path)
    {
        if (Failure is { } failure)
        {
            var text = $"no rule is applied, because the platform fails over one: {failure.Why}";
            return new MatchExplanation(null, [new Reason(ReasonKind.Decided, text, Rules[failure.Index].Place)]);
        }

        var candidates = new NumberList(stackalloc int[64]);
        var waiting = new NumberList(stackalloc int[32]);
        _patterns.Collect(path, ref waiting, ref candidates);
        for (var exact = _exact.First(path); exact >= 0; exact = _exact.After(exact))
        {
            candidates.Add(_exact.RuleOf(exact));
        }

        candidates.Sort();
        var explained = new MatchExplainer(this, new Visitor(request, _settings), path, Match(request, path)).Explain(candidates.All);
        waiting.Dispose();
        candidates.Dispose();
        return explained;
    }

    /// <summary>Null for a rule that is nothing but a literal path and a destination.</summary>
    internal CompiledRule? Compiled(int index) => _compiled[index];

    /// <summary>A condition as the matcher reports it.</summary>
    internal (string Name, string Value) Named(RuleCondition condition) =>
        (NameOf(condition), condition.IsRole ? $"{_settings.JwtRolePath}:{condition.Joined}" : condition.Joined);

    internal static string NameOf(RuleCondition condition) => condition.IsRole ? "JWT" : condition.Name;
}
