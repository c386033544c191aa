using System.Collections.Immutable;

namespace Chimera.Fleet.Nix.Daemon;

/// <summary>One path of an export, and where its archive lies there.</summary>
/// <param name="Deriver">Empty where it has none.</param>
/// <param name="At">Bytes before the archive.</param>
/// <param name="Length">Bytes of the archive.</param>
internal sealed record ExportedPath(string Path, ImmutableArray<string> References, string Deriver, long At, long Length);
