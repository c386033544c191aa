namespace Chimera.Engine.Truth.Documents;

/// <summary>A single value as it was written. A quoted scalar is always a string; a plain one is what its reader asks for.</summary>
public sealed record ScalarNode(Place Place, string Text, bool Quoted) : Node(Place)
{
    /// <summary>Nothing was written, or <c>null</c>, or <c>~</c>.</summary>
    public bool IsNull => !Quoted && Text is "" or "null" or "~" or "Null" or "NULL";
}
