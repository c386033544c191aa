namespace Chimera.Engine.Truth.Documents;

/// <summary>A value in a document, with the place where it stands. Formats (YAML, TOML) are read into this.</summary>
public abstract record Node(Place Place);
