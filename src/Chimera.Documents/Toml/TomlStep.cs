using System.Runtime.InteropServices;

namespace Chimera.Documents.Toml;

/// <summary>One step of a path: into a table by key, or into an array by index from 0.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TomlStep
{
    private TomlStep(string? key, int index) => (Key, Index) = (key, index);

    public string? Key { get; }

    public int Index { get; }

    public static implicit operator TomlStep(string key) => new(key, 0);

    public static implicit operator TomlStep(int index) => new(null, index);
}
