namespace Chimera.Sites.Render.Deploying;

/// <summary>Which static site at Render.</summary>
/// <param name="Id">Its service's id: <c>srv-…</c>.</param>
public sealed record RenderService(string Id)
{
    /// <summary>Where Render's API is.</summary>
    public Uri Api { get; init; } = new("https://api.render.com/v1/");

    internal static bool IsId(string id) => id.Length is > 0 and <= 100 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
