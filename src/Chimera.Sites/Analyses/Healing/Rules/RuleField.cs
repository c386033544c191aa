using Chimera.Documents;

namespace Chimera.Sites.Analyses.Healing.Rules;

/// <summary>One part of a rule as it is written.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Write">The edit that makes it say something else.</param>
internal sealed record RuleField(string Text, Func<string, TextEdit> Write);
