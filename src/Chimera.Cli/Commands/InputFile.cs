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
            throw new Stop(ExitCode.Usage, Finding.Error("cli.unreadable", $"{file.FullName} cannot be read: {Why(e, file)}", "name a file that is there and yours"));
        }
    }

    // The framework's own messages name the file once more.
    private static string Why(Exception e, FileInfo file) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it is not there",
        UnauthorizedAccessException => Directory.Exists(file.FullName) ? "it is a folder" : "access is denied",
        _ => e.Message.TrimEnd('.'),
    };
}
