using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>A rule made ready for matching.</summary>
internal sealed class CompiledRule
{
    /// <summary>Null when the path is to be taken literally.</summary>
    public required PathPattern? Pattern { get; init; }

    /// <summary>Empty for any.</summary>
    public required string Host { get; init; }

    /// <summary>Empty for any.</summary>
    public required string Scheme { get; init; }

    public required string To { get; init; }

    public required int Status { get; init; }

    public required bool Force { get; init; }

    /// <summary>In ordinal order of name.</summary>
    public required QueryParameter[] Query { get; init; }

    /// <summary>In ordinal order of name.</summary>
    public required RuleCondition[] Conditions { get; init; }

    /// <summary>Null when the platform does not look whether the rule leads back to itself.</summary>
    public LoopGuard? Guard { get; init; }

    /// <summary>Headers of a proxied request, in ordinal order of name; null when what was written is no table.</summary>
    public required KeyValuePair<string, string>[]? Headers { get; init; }

    public required string? SigningSecret { get; init; }

    /// <summary>The rule says nothing that has to be kept beside it.</summary>
    public bool IsPlain(RedirectRule rule) =>
        rule.Odd is null && Pattern is null && Host.Length == 0 && Scheme.Length == 0 && Query.Length == 0 && Conditions.Length == 0;

    public static int PlainStatus(RedirectRule rule) => (int)(rule.Status ?? RedirectRule.DefaultStatus);
}
