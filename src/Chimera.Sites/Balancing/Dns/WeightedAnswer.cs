namespace Chimera.Sites.Balancing.Dns;

/// <summary>One answer to a question of DNS, and how often it is given in proportion to the others.</summary>
/// <param name="Value">An address, or the name of a platform.</param>
public sealed record WeightedAnswer(string Value, int Weight);
