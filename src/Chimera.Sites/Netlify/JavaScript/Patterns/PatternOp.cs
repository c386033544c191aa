using System.Runtime.InteropServices;

namespace Chimera.Sites.Netlify.JavaScript.Patterns;

/// <summary>One instruction of a compiled pattern.</summary>
/// <param name="A">A folded code point, the number of a group, a slot, or where to go.</param>
/// <param name="B">Where else to go.</param>
/// <param name="Data">The ranges of a class, or the program of a look-around.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PatternOp(
    PatternOp.Kind Code, int A = 0, int B = 0, object? Data = null, bool Negated = false, bool Behind = false)
{
    internal enum Kind
    {
        Literal,
        Class,
        Split,
        Jump,
        Start,
        End,
        Boundary,
        Look,
        Save,
        BackReference,
        LoopEnter,
        LoopCheck,
        Match,
    }
}
