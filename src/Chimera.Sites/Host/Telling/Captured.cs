namespace Chimera.Sites.Host.Telling;

/// <summary>What part of a request is kept under which variable, for a destination to name.</summary>
/// <param name="Name">As the destination writes it, without the colon.</param>
/// <param name="Variable">The name of the group in its expression.</param>
/// <param name="Expression">Which of the rule's expressions captures it.</param>
internal sealed record Captured(string Name, string Variable, int Expression);
