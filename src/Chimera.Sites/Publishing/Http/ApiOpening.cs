using Chimera.Engine.Validation;

namespace Chimera.Sites.Publishing.Http;

/// <summary>Whether an API can be spoken to. A closed set.</summary>
internal abstract record ApiOpening
{
    private ApiOpening()
    {
    }

    public sealed record Opened(ApiSession Session) : ApiOpening;

    /// <summary>There is no token.</summary>
    public sealed record Closed(Finding Why) : ApiOpening;
}
