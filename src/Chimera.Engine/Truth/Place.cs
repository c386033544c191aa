namespace Chimera.Engine.Truth;

/// <summary>Where in a file something stands. Lines and columns count from 1, as editors do; a source without lines has 0.</summary>
public sealed record Place(string File, int Line, int Column)
{
    /// <summary>A source that has no lines: an environment variable, a flag, an attribute of a flake.</summary>
    public static Place Of(string source) => new(source, 0, 0);

    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
