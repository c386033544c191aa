namespace Chimera.Fleet.Folders;

/// <summary>One file of a folder.</summary>
/// <param name="Path">Relative, with <c>/</c> between its parts.</param>
/// <param name="Sha256">Of its bytes, 64 lower-case hex digits.</param>
/// <param name="Executable">0555 on the host instead of 0444.</param>
/// <param name="Open">Called on any thread, and only for what the host lacks; null when the file has changed or gone since.</param>
public sealed record FolderFile(string Path, long Bytes, string Sha256, bool Executable, Func<byte[]?> Open);
