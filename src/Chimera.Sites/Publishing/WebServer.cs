namespace Chimera.Sites.Publishing;

/// <summary>The web servers that Chimera can configure.</summary>
public enum WebServer
{
    Nginx,
    Caddy,
}
