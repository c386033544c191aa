using System.Text;

namespace Chimera.Sites.Netlify.JavaScript.Patterns;

/// <summary>
/// Letter case as a regular expression with the flags <c>iu</c> sees it: Unicode's simple case folding (ECMA-262, Canonicalize).
/// </summary>
internal static class CaseFolding
{
    private const int LongS = 0x17f, Kelvin = 0x212a;

    public static int Fold(int code) => code switch
    {
        >= 'A' and <= 'Z' => code | 32,
        < 0x80 => code,
        LongS => 's',
        _ when !Rune.IsValid(code) => code,
        _ => Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(code))).Value,
    };

    /// <summary>Whether the ranges hold the character in any letter case.</summary>
    public static bool IsIn(CodeRanges ranges, int code)
    {
        var folded = Fold(code);
        return ranges.Contains(code) || ranges.Contains(folded)
            || (Rune.IsValid(folded) && ranges.Contains(Rune.ToUpperInvariant(new Rune(folded)).Value))
            || (folded == 's' && ranges.Contains(LongS)) || (folded == 'k' && ranges.Contains(Kelvin));
    }
}
