namespace Chimera.Sites.Netlify.Matching;

/// <summary>What the platform's matcher makes of a rule.</summary>
internal abstract record RuleReading
{
    private RuleReading()
    {
    }

    public sealed record Usable(CompiledRule Rule) : RuleReading;

    /// <summary>It leaves the rule out without a word.</summary>
    public sealed record Dropped(string Why) : RuleReading;

    /// <summary>It fails, for all rules.</summary>
    public sealed record Fatal(string Why) : RuleReading;
}
