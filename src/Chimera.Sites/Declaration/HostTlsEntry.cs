using Chimera.Engine.Truth.Documents;

namespace Chimera.Sites.Declaration;

/// <summary>With which certificate hosts serve a site, as it is written.</summary>
internal static class HostTlsEntry
{
    public static readonly Shape<HostTls> Shape = Shapes.Object(fields => new HostTls(
        fields.Required("certificate", SiteScalars.PemFile, "the certificate with those between it and its authority, as PEM: a file on the host"),
        fields.Required("key", SiteScalars.PemFile, "its key, as PEM: a file on the host, which Chimera neither sends nor reads"),
        fields.Maybe("redirect_from", SiteScalars.Listen, "where http is listened at too, and every visitor led to https: `80`")));
}
