namespace Chimera.Agreement.Servers;

/// <summary>What a server answered.</summary>
/// <param name="Headers">By name, whatever its letter case; several values are one, with commas.</param>
internal sealed record SentAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body);
