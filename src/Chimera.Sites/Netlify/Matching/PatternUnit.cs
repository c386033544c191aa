using System.Runtime.InteropServices;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>A piece of a pattern and the text it has in the rule's path: the literal, or the placeholder's name.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PatternUnit(PatternPart Part, int Start, int Length)
{
    public bool IsSplat => Part is PatternPart.Splat or PatternPart.OpenSplat;
}
