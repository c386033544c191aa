using Chimera.Engine.Validation.Certificates;

namespace Chimera.Cli.Composition;

/// <summary>What a key for certificates is worth here.</summary>
/// <param name="Signs">It is what the next certificate is signed with.</param>
/// <param name="File">Its public half; null for somebody else's.</param>
/// <param name="Since">When it was replaced or taken back; null where it was not, or the record does not say.</param>
internal sealed record KeyStanding(string Name, KeyState State, bool Signs, string? File, KeyChange? Since);
