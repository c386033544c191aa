namespace Chimera.Cli.Composition;

/// <summary>A web server that can be told to balance.</summary>
internal enum BalancerServer
{
    Nginx,
    Caddy,
}
