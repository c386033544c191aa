namespace Chimera.Documents.Toml;

/// <summary>What stands at the end of a path.</summary>
/// <param name="Value">The value there.</param>
/// <param name="Entry">The key it stands under; null for the root and for items of an array.</param>
/// <param name="Owner">The table that has the entry; null where there is no entry.</param>
public sealed record TomlNode(TomlValue Value, TomlEntry? Entry, TomlTable? Owner);
