using System.Runtime.CompilerServices;

namespace Chimera.Cli.Tests;

/// <summary>Holds what a person sees as text under <c>Snapshots/</c>. <c>CHIMERA_UPDATE_SNAPSHOTS=1</c> rewrites it.</summary>
internal static class Snapshot
{
    public static void Holds(object seen, [CallerMemberName] string name = "", [CallerFilePath] string source = "") =>
        HoldsFile(Path.Combine(Path.GetDirectoryName(source)!, "Snapshots", name + ".txt"), seen.ToString()!);

    public static void HoldsFile(string file, string seen)
    {
        if (Environment.GetEnvironmentVariable("CHIMERA_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, seen);
            return;
        }

        Assert.True(File.Exists(file), $"{file} is missing; write it with CHIMERA_UPDATE_SNAPSHOTS=1 and read it");
        Assert.Equal(File.ReadAllText(file), seen);
    }
}
