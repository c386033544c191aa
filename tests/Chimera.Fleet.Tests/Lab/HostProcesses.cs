namespace Chimera.Fleet.Tests.Lab;

/// <summary>Every process of a lab host, told by its pid namespace.</summary>
internal static class HostProcesses
{
    public static string NamespaceOf(string hostFolder)
    {
        var pid = File.ReadAllText(Path.Combine(hostFolder, "init")).Split(' ')[0];
        return Namespace(pid) ?? throw new InvalidOperationException($"{hostFolder} does not run");
    }

    public static int CountIn(string pidNamespace) =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Count(name => char.IsDigit(name![0]) && Namespace(name) == pidNamespace);

    /// <summary>The command lines of all processes of these hosts.</summary>
    public static IEnumerable<string> CommandsIn(IReadOnlySet<string> pidNamespaces) => Directory.EnumerateDirectories("/proc")
        .Select(folder => Path.GetFileName(folder)!)
        .Where(name => char.IsDigit(name[0]) && Namespace(name) is { } space && pidNamespaces.Contains(space))
        .Select(CommandOf);

    private static string CommandOf(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string? Namespace(string pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/ns/pid").LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
