using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Analyses.Healing.Rules;

/// <summary>Writes parameters behind the path: <c>/a?x=1 /b</c> becomes <c>/a x=1 /b</c>.</summary>
internal sealed class QueryBesidePath : IHealer
{
    public string Name => "query-beside-path";

    public IReadOnlyCollection<string> Codes { get; } = [RuleFindings.Unreachable.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (WrittenRule.Of(finding, folder) is not WrittenRule.OnLine { From: { } from, To: not null } rule
            || from.Text.Contains('#', StringComparison.Ordinal))
        {
            return null;
        }

        var parts = from.Text.Split('?');
        var parameters = parts.Length == 2 ? parts[1].Split('&') : [];
        return parts[0].Length > 0 && parameters.Length > 0 && parameters.All(IsParameter)
            ? Repair.Edit(
                Name, "parameters are written behind the path", rule.File.Name,
                from.Write($"{parts[0]} {string.Join(' ', parameters)}")) with { Revives = true }
            : null;
    }

    private static bool IsParameter(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && equals == text.LastIndexOf('=') && equals < text.Length - 1
        && text.AsSpan().IndexOfAny("/%+*") < 0;
}
