using System.Runtime.InteropServices;

namespace Chimera.Documents;

/// <summary>A piece of a text, counted in UTF-16 code units from 0.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static TextSpan FromTo(int start, int end) => new(start, end - start);
}
