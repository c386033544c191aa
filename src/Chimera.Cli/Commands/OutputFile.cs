using Chimera.Engine.Validation;

namespace Chimera.Cli.Commands;

/// <summary>A file that a command writes for a person.</summary>
internal static class OutputFile
{
    /// <summary>Replaces the file in one step.</summary>
    /// <returns>Where it is.</returns>
    /// <exception cref="Stop">It cannot be written.</exception>
    public static string Write(string path, byte[] content)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var draft = path + ".new";
            File.WriteAllBytes(draft, content);
            File.Move(draft, path, overwrite: true);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Stop(ExitCode.Failed, Finding.Error("cli.unwritable", $"{path} cannot be written: {e.Message}", "name a folder that is yours"));
        }
    }
}
