using System.Collections.Immutable;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Analyses.Healing.Rules;

/// <summary>
/// The repairs of redirect rules, wherever such rules are followed; where several know a finding, the one that keeps most of what was
/// meant comes first.
/// </summary>
internal static class RuleHealers
{
    public static readonly ImmutableArray<IHealer> All =
    [
        new RemoveSelfRedirect(), new MoveBeforeShadow(), new DocumentedStatus(), new EncodePath(), new QueryBesidePath(), new ExistingDestination(),
        new KnownCondition(), new SingleText(), new CommentOutRule(),
    ];
}
