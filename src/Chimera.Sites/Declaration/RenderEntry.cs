using Chimera.Engine.Truth.Documents;

namespace Chimera.Sites.Declaration;

/// <summary>How a site gets to Render, as it is written.</summary>
internal sealed record RenderEntry(
    Placed<string> Service, Placed<Uri>? Api, TokenSource Token, TokenSource? Hook, string? Blueprint, Uri? Address)
{
    public static readonly Shape<RenderEntry> Shape = Shapes.Object(fields => new RenderEntry(
        fields.Required("service", SiteScalars.RenderService.WithPlace(), "the id of the static site at Render: `srv-…`"),
        fields.Maybe("api", SiteScalars.Address.WithPlace(), "where the API is, if not at Render"),
        fields.Optional("token", TokenSource.Shape, new TokenSource.Variable("RENDER_API_KEY"), "where the API key is read from"),
        fields.Maybe("hook", TokenSource.Shape, "where the address of the service's deploy hook is read from, if the API key may only look"),
        fields.Maybe("blueprint", SiteScalars.RenderBlueprint, "the id of the Blueprint that the site's headers and routes come from: `exs-…`; a release waits until it is synced"),
        fields.Maybe("address", SiteScalars.Address, "where visitors find the site; otherwise what Render says")));
}
