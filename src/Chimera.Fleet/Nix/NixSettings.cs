using System.Collections.Immutable;

namespace Chimera.Fleet.Nix;

/// <summary>How Nix is called.</summary>
/// <param name="Folder">Where relative flake references and files start: the folder of the truth file, absolute.</param>
/// <param name="Environment">Set for Nix on top of what this process has, e.g. <c>NIX_CONFIG</c>.</param>
internal sealed record NixSettings(string Folder, ImmutableDictionary<string, string> Environment);
