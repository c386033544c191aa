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
