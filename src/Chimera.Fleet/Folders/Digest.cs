using System.Buffers;

namespace Chimera.Fleet.Folders;

/// <summary>A SHA-256 as text: 64 lower-case hex digits.</summary>
internal static class Digest
{
    public const int Length = 64;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static bool Is(ReadOnlySpan<char> text) => text.Length == Length && !text.ContainsAnyExcept(Digits);
}
