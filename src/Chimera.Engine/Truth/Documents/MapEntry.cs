namespace Chimera.Engine.Truth.Documents;

public sealed record MapEntry(string Key, Place KeyPlace, Node Value);
