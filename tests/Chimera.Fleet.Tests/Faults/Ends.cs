namespace Chimera.Fleet.Tests.Faults;

/// <summary>Where a host may be after all. There is no third place.</summary>
[Flags]
internal enum Ends
{
    Old = 1,
    New = 2,
    Either = Old | New,
}
