using System.Collections.Immutable;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Requests;

/// <summary>The answer to a request, and why it is that one.</summary>
/// <param name="Status">The HTTP status. For a proxied request, which another server answers, 0.</param>
/// <param name="Location">Where a redirect leads.</param>
/// <param name="Body">The published file that is sent, e.g. <c>/docs/index.html</c>.</param>
/// <param name="ProxiedTo">The URL that answers instead.</param>
/// <param name="Headers">Those that the site's own rules set.</param>
/// <param name="Rule">The rule that decided; null when none did.</param>
/// <param name="Why">In the order in which it was decided.</param>
public sealed record SiteResponse(
    ServedBy By,
    int Status,
    string? Location,
    string? Body,
    string? ProxiedTo,
    ImmutableArray<KeyValuePair<string, string>> Headers,
    RedirectRule? Rule,
    Evidence Evidence,
    ImmutableArray<Reason> Why);
