using System.Collections.Immutable;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Platforms;

/// <summary>What one platform would make of one site.</summary>
/// <param name="Facts">What it reads out of the configuration, in the order in which a person looks for it.</param>
/// <param name="Published">The files it would publish. Empty when the publish folder does not exist yet.</param>
/// <param name="Redirects">The redirect and rewrite rules as the platform normalises them, in the order it tries them.</param>
/// <param name="Headers">The header rules, as normalised and ordered.</param>
/// <param name="Findings">What is wrong.</param>
/// <param name="Responder">Answers requests as the deployed site would; null when the deploy would fail.</param>
public sealed record Foresight(
    Platform Platform,
    ImmutableArray<Fact> Facts,
    PublishedFiles Published,
    ImmutableArray<RedirectRule> Redirects,
    ImmutableArray<HeaderRule> Headers,
    ImmutableArray<SiteFinding> Findings,
    IResponder? Responder)
{
    /// <summary>How the platform reads the paths of <see cref="Headers"/>; null when it has no header rules.</summary>
    public IHeaderDialect? HeaderDialect { get; init; }

    /// <summary>The platform would refuse to deploy this.</summary>
    public bool Broken => Responder is null;
}
