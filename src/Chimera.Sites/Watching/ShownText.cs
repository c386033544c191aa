namespace Chimera.Sites.Watching;

/// <summary>Text that a live site sent, as far as it is shown and recorded.</summary>
internal static class ShownText
{
    private const int Most = 300;

    public static string Cut(string text)
    {
        var shown = text.Length > Most ? text[..Most] + "…" : text;
        return string.Concat(shown.Select(character => char.IsControl(character) || char.IsSurrogate(character) ? ' ' : character));
    }
}
