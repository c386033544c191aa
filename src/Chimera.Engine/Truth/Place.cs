namespace Chimera.Engine.Truth;

/// <summary>Where in a file something stands. Lines and columns count from 1, as editors do.</summary>
public sealed record Place(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}
