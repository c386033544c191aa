namespace Chimera.Cli.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "chimera.slnx")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
