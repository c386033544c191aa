using Chimera.Fleet.Declaration;

namespace Chimera.Fleet.Transfer;

/// <summary>A closure on its way to a host that was prepared for it.</summary>
/// <param name="Rollout">The one that it is rooted for when it has arrived.</param>
/// <param name="From">What the host is at and therefore has whole; null when it is at nothing.</param>
/// <param name="To">The toplevel whose closure is brought.</param>
/// <param name="Daemon">The socket at which Nix's daemon listens there; null where there is none, or where it has failed already.</param>
internal sealed record Delivery(HostSpec Host, string Rollout, string? From, string To, string? Daemon = null);
