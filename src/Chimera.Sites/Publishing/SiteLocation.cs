using Chimera.Engine.Validation;

namespace Chimera.Sites.Publishing;

/// <summary>Where a site is asked at one of its platforms or hosts. A closed set.</summary>
public abstract record SiteLocation
{
    private SiteLocation()
    {
    }

    /// <param name="Name">What visitors call it, where it is asked at another address; null for the address itself.</param>
    public sealed record At(Uri Address, string? Name) : SiteLocation;

    public sealed record Unknown(Finding Why) : SiteLocation;
}
