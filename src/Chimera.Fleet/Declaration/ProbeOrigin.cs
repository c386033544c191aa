namespace Chimera.Fleet.Declaration;

/// <summary>Where a network check is made from.</summary>
public enum ProbeOrigin
{
    Host,
    Controller,
}
