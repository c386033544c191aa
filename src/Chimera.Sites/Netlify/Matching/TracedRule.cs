namespace Chimera.Sites.Netlify.Matching;

/// <summary>What one rule comes to for a request, whatever the others do.</summary>
internal sealed record TracedRule(int Index, RuleOutcome Outcome);
