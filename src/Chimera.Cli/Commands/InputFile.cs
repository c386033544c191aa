using Chimera.Engine.Validation;

namespace Chimera.Cli.Commands;

/// <summary>A file that a person named.</summary>
internal static class InputFile
{
    /// <exception cref="Stop">It cannot be read.</exception>
    public static async Task<byte[]> ReadAsync(FileInfo file, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllBytesAsync(file.FullName, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Stop(ExitCode.Usage, Finding.Error("cli.unreadable", $"{file.FullName} cannot be read: {e.Message}", "name a file that is there and yours"));
        }
    }
}
