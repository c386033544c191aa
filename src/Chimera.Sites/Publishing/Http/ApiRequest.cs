namespace Chimera.Sites.Publishing.Http;

/// <summary>One thing that is asked of a platform's API.</summary>
/// <param name="Path">Below the API's address, without a slash at the front; every part that is data is escaped.</param>
/// <param name="Content">Makes the body anew for each attempt.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, Func<HttpContent>? Content = null)
{
    /// <summary>Asking twice does no harm, so it is asked again when nobody knows whether it arrived.</summary>
    public bool Repeatable { get; init; } = true;

    /// <summary>What it answers matters, not only that it does.</summary>
    public bool IsRead { get; init; } = true;

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The header that carries the token; null for <c>Authorization: Bearer</c>.</summary>
    public string? TokenHeader { get; init; }

    /// <summary>For a token that is an address by itself: where the request goes. Nothing else is sent of it then.</summary>
    public Func<Secret, Uri>? AddressOf { get; init; }

    /// <summary>Something secret in its body, beside the token: no answer that holds it is shown with it.</summary>
    public Secret? Carried { get; init; }

    /// <summary>It is answered by where to go for what was asked. Nobody goes there with the token.</summary>
    public bool IsLed { get; init; }
}
