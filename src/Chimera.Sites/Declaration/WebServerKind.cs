namespace Chimera.Sites.Declaration;

/// <summary>Which web server of a host serves a site.</summary>
public enum WebServerKind
{
    Nginx,
    Caddy,
}
