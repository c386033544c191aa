using Chimera.Engine.Truth.Settings;

namespace Chimera.Fleet;

/// <summary>What the fleet is composed with.</summary>
/// <param name="Folder">The folder of the truth file, absolute: relative flakes and files start there.</param>
/// <param name="Roots">A folder for links that protect what was built from collection, absolute.</param>
/// <param name="Spool">A folder for closures on their way, absolute; needs room for what hosts lack.</param>
public sealed record FleetSettings(string Folder, string Roots, string Spool, ResolvedSettings Settings);
