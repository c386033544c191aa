namespace Chimera.Tests.Common;

/// <summary>Data that stands beside a checkout in some places and not in others: official test suites, real configurations.</summary>
internal static class Beside
{
    /// <summary>The checkout that the tests were built from.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A folder of <c>../shared</c>; where there is none, the test is skipped with one line.</summary>
    public static string Folder(string name)
    {
        var folder = Path.GetFullPath(Path.Combine(Root, "..", "shared", name));
        Assert.SkipUnless(Directory.Exists(folder), $"../shared/{name} does not stand beside this checkout");
        return folder;
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "chimera.slnx")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
