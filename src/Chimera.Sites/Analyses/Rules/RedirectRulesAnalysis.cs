using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Rules;

/// <summary>
/// Sends each rule the requests that it is meant for, through the compiled rules. The rules of Netlify, and of a host that serves as
/// Netlify does; one look-up for each rule and step of a redirect.
/// </summary>
public sealed class RedirectRulesAnalysis : IAnalysis
{
    /// <summary>So many rules that ask more than the same path are tried; each costs as much time as there are before it.</summary>
    private const int MaxOfOnePath = 256;

    public IEnumerable<SiteFinding> Analyse(Foresight foresight, SiteFolder folder, CancellationToken cancel)
    {
        if (foresight.Platform is not (Platform.Netlify or Platform.Host) || foresight.Redirects.IsEmpty)
        {
            yield break;
        }

        var matcher = RedirectMatcher.Compile(foresight.Redirects, cancel: cancel);
        var files = new PublishedPaths(foresight.Published);
        foreach (var finding in RuleShape.Check(matcher, foresight.Platform, cancel))
        {
            yield return finding;
        }

        if (matcher.Failure is not null)
        {
            yield break;
        }

        Dictionary<string, int> tried = new(StringComparer.Ordinal);
        for (var index = 0; index < matcher.Rules.Length; index++)
        {
            cancel.ThrowIfCancellationRequested();
            var rule = matcher.Rules[index];
            if (matcher.Dropped.ContainsKey(index) || RuleShape.HasUnknownCondition(rule) || IsOneTooMany(rule, tried))
            {
                continue;
            }

            var probe = new RuleProbe(matcher, index);
            if (RuleOrder.Check(probe) is { } disorder)
            {
                yield return disorder;
            }

            if (probe.Own is null)
            {
                continue;
            }

            if (RuleTrail.Check(probe, files) is { } trail)
            {
                yield return trail;
            }

            if (RuleDestination.Check(probe, files) is { } missing)
            {
                yield return missing;
            }
        }
    }

    private static bool IsOneTooMany(RedirectRule rule, Dictionary<string, int> tried)
    {
        if (rule.Conditions.IsEmpty && rule.Query.IsEmpty)
        {
            return false;
        }

        var path = RuleRequests.WithPlaceholders(rule.From);
        return (tried[path] = tried.GetValueOrDefault(path) + 1) > MaxOfOnePath;
    }
}
