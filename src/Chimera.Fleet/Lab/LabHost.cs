namespace Chimera.Fleet.Lab;

/// <summary>One host of a lab.</summary>
/// <param name="Name">Its name for ssh with the lab's configuration, <c>lab1</c> and so on.</param>
/// <param name="Address">Its own loopback address; on the host itself it is called <c>self.lab</c>.</param>
/// <param name="State">What it was when looked at.</param>
public sealed record LabHost(string Name, string Address, LabHostState State);
