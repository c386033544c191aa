using Chimera.Documents;

namespace Chimera.Sites.Analyses.Secrets;

/// <summary>The key in a connection string of Azure Storage: 64 bytes in base64.</summary>
internal static class StorageKeys
{
    private const int Length = 88;

    public static Secret? Look(string text, int at)
    {
        var start = at + "AccountKey=".Length;
        return start + Length <= text.Length && text.AsSpan(start + Length - 2, 2) is "=="
            && IsBase64(text.AsSpan(start, Length - 2))
            && Chance.IsLikely(text.AsSpan(start, Length - 2))
            ? new Secret("the key of an Azure storage account", TextSpan.FromTo(at, start + Length))
            : null;
    }

    private static bool IsBase64(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/'))
            {
                return false;
            }
        }

        return true;
    }
}
