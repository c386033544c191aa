using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Sites.Publishing;

/// <summary>What came of bringing a release to a platform so that no visitor sees it. A closed set.</summary>
public abstract record DraftOutcome
{
    private DraftOutcome()
    {
    }

    /// <summary>For a target of which nothing can be hidden.</summary>
    public static Failed NotHidden(TargetId target) => new(
        Finding.Error(
            "sites.no-drafts", $"{target} has no drafts: only Netlify keeps a release where no visitor sees it",
            "choose what is on Netlify, with --platform netlify", target: target),
        Address: null);

    /// <summary>It is there, and answers as it was foreseen.</summary>
    /// <param name="Id">The platform's own.</param>
    /// <param name="Address">Where it, and only it, can be asked.</param>
    /// <param name="Asked">How many answers were compared.</param>
    /// <param name="Unasked">How many cannot be seen from here.</param>
    public sealed record Ready(string Id, Uri Address, int Asked, int Unasked) : DraftOutcome;

    /// <param name="Address">Where it can be asked all the same; null when it is not there.</param>
    public sealed record Failed(Finding Why, Uri? Address) : DraftOutcome;
}
