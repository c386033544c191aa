namespace Chimera.Sites.Netlify.Deploying;

/// <summary>Which site at Netlify.</summary>
/// <param name="Id">Its id, or one of its domains: <c>example.netlify.app</c>.</param>
public sealed record NetlifySite(string Id)
{
    /// <summary>Where Netlify's API is.</summary>
    public Uri Api { get; init; } = new("https://api.netlify.com/api/v1/");

    internal bool IsValid => Id.Length is > 0 and <= 255 && Id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
        && !Id.Contains("..", StringComparison.Ordinal)
        && Id != ".";
}
