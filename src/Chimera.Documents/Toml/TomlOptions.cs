namespace Chimera.Documents.Toml;

/// <summary>How a text is read.</summary>
/// <param name="Version">The edition of TOML.</param>
/// <param name="LargestInteger">
/// The greatest magnitude of an integer; beyond it an integer is a problem, as the specification demands of a reader that cannot keep it.
/// From 0.
/// </param>
public sealed record TomlOptions(TomlVersion Version, long LargestInteger = long.MaxValue);
