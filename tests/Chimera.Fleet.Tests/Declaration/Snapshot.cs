namespace Chimera.Fleet.Tests.Declaration;

/// <summary>Compares text with a committed file; with <c>CHIMERA_UPDATE_SNAPSHOTS=1</c> in the environment it writes the file instead.</summary>
internal static class Snapshot
{
    private const string Update = "CHIMERA_UPDATE_SNAPSHOTS";

    public static string PathOf(string inRepository) => Path.Combine(Root(), inRepository);

    public static void Matches(string inRepository, string actual)
    {
        var path = PathOf(inRepository);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(
            expected == actual,
            $"{inRepository} is stale, from character {Difference(expected, actual)}: if the change is meant, run these tests with {Update}=1 and commit the file");
    }

    private static int Difference(string left, string right) => left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "chimera.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run inside the repository");

        return folder.FullName;
    }
}
