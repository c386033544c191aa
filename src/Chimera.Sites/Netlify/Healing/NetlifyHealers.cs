using System.Collections.Immutable;
using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Healing;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Netlify.Healing.Toml;
using Chimera.Sites.Netlify.Redirects;

namespace Chimera.Sites.Netlify.Healing;

/// <summary>Every healer of Netlify's configuration; where several know a finding, the one that keeps most of what was meant comes first.</summary>
internal static class NetlifyHealers
{
    public static readonly ImmutableArray<string> Syntax =
        [NetlifyConfigFindings.TomlSyntax.Code, NetlifyConfigFindings.TomlDuplicate.Code, NetlifyConfigFindings.TomlEscape.Code];

    public static readonly ImmutableArray<string> NotLists =
        [RedirectFindings.NotAList.Code, HeaderFindings.NotAList.Code, NetlifyConfigFindings.WrongType.Code];

    public static readonly ImmutableArray<string> HeaderValues = [HeaderFindings.BadValue.Code];

    public static readonly ImmutableArray<string> ForceNotBoolean = [RuleFindings.ForceNotBoolean.Code, RuleFindings.Dropped.Code];

    public static readonly ImmutableArray<string> IgnoredTables =
    [
        RedirectFindings.MissingSource.Code, RedirectFindings.MissingTarget.Code, RedirectFindings.BadField.Code, RedirectFindings.BadStatus.Code,
        RedirectFindings.BadUrl.Code, RedirectFindings.ReservedPath.Code, HeaderFindings.MissingFor.Code, HeaderFindings.BadFor.Code,
        HeaderFindings.BadValues.Code, HeaderFindings.EmptyName.Code,
    ];

    public static readonly ImmutableArray<string> IgnoredLines =
    [
        RedirectFindings.NoTarget.Code, RedirectFindings.BadTarget.Code, RedirectFindings.MissingTarget.Code,
        RedirectFindings.BadStatus.Code, RedirectFindings.BadUrl.Code, RedirectFindings.ReservedPath.Code,
        HeaderFindings.NoName.Code, HeaderFindings.NoValue.Code, HeaderFindings.NoColon.Code,
    ];

    public static ImmutableArray<IHealer> All { get; } =
    [
        new StatusBeforeConditions(),
        new LeadWithSlash(),
        new PathBeforeHeader(),
        new HeaderColon(),
        new MoveRulesFile(),
        new CommentOutProse(),
        new CommentOutIgnored(),
        new QuoteValue(),
        new EqualsForColon(),
        new HeaderForRepeatedKeys(),
        new MergeTables(),
        new LiteralString(),
        new CloseBracket(),
        new CloseQuote(),
        new CommentOutText(),
        new DoubleBrackets(),
        new QuoteNumber(),
        new FolderInItsCase(),
        new BareBoolean(),
        new QuoteHeaderValue(),
        new CommentOutTable(),
    ];
}
