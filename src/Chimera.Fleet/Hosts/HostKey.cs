namespace Chimera.Fleet.Hosts;

/// <summary>A key that a host showed.</summary>
/// <param name="Type">As ssh writes it, e.g. <c>ssh-ed25519</c>.</param>
/// <param name="Fingerprint"><c>SHA256:</c> and base64.</param>
internal sealed record HostKey(string Type, string Fingerprint);
