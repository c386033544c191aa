using Chimera.Sites.Rules;

namespace Chimera.Sites.Render.Serving;

/// <summary>A route that a path met.</summary>
/// <param name="To">The destination, filled in.</param>
internal sealed record RouteMatch(RedirectRule Rule, string To);
