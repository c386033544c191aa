namespace Chimera.Fleet.Processes;

/// <summary>
/// Finds a program on the PATH as a shell does. .NET would also look in the working folder and beside its own
/// executable, so that a file lying in a checkout could pass for <c>nix</c>.
/// </summary>
internal static class ProgramPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The program on the PATH of this process.</summary>
    public static string? Find(string program) => Find(program, Environment.GetEnvironmentVariable("PATH"));

    /// <param name="path">Folders separated by colons; relative ones are passed over.</param>
    public static string? Find(string program, string? path)
    {
        if (program.Contains('/', StringComparison.Ordinal))
            return Path.IsPathRooted(program) && IsExecutable(program) ? program : null;
        return (path ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & Executable) != UnixFileMode.None);
}
