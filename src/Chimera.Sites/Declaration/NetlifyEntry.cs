using Chimera.Engine.Truth.Documents;

namespace Chimera.Sites.Declaration;

/// <summary>How a site gets to Netlify, as it is written.</summary>
internal sealed record NetlifyEntry(
    Placed<string> Site, Placed<Uri>? Api, TokenSource Token, Uri? Address, Table<NetlifyVariableEntry>? Environment)
{
    public static readonly Shape<NetlifyEntry> Shape = Shapes.Object(fields => new NetlifyEntry(
        fields.Required("site", SiteScalars.NetlifySite.WithPlace(), "the site's id at Netlify, or one of its domains"),
        fields.Maybe("api", SiteScalars.Address.WithPlace(), "where the API is, if not at Netlify"),
        fields.Optional("token", TokenSource.Shape, new TokenSource.Variable("NETLIFY_AUTH_TOKEN"), "where the access token is read from"),
        fields.Maybe("address", SiteScalars.Address, "where visitors find the site; otherwise what Netlify says"),
        fields.Maybe("environment", Shapes.Map("NAME", SiteScalars.Variable, NetlifyVariableEntry.Shape),
            "variables of the site's environment at Netlify: a target, `SITE/environment`; names that are not here are left alone")));
}
