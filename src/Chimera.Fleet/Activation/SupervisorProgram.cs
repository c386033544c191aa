using System.Text;

namespace Chimera.Fleet.Activation;

/// <summary>
/// The operations (<c>Host/*.sh</c> without the loop) as one text without comments: what the supervisor on the host is
/// started from, long after the session that brought it has ended.
/// </summary>
internal static class SupervisorProgram
{
    private const string Folder = "Chimera.Fleet.Host.";

    public static string Text { get; } = Read();

    private static string Read()
    {
        var assembly = typeof(SupervisorProgram).Assembly;
        var text = new StringBuilder();
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name != Folder + "loop.sh")
            .Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            while (reader.ReadLine() is { } line)
            {
                if (line.TrimStart() is { Length: > 0 } start && start[0] != '#')
                {
                    text.Append(line).Append('\n');
                }
            }
        }

        return text.ToString();
    }
}
