using System.Collections.Concurrent;

namespace Chimera.Fleet.Tests.Lab;

/// <summary>The toplevels of <c>examples/fleet/systems.nix</c>, built into the controller's own store, each once.</summary>
public static class ExampleSystems
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Built = new();

    /// <summary>The folder <c>examples/fleet</c> of the repository.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryRoot(), "examples", "fleet");

    /// <summary>The store path of an attribute, e.g. <c>web.v1</c>.</summary>
    public static Task<string> BuildAsync(string attribute) =>
        Built.GetOrAdd(attribute, static name => new(() => BuildOnceAsync(name))).Value;

    private static async Task<string> BuildOnceAsync(string attribute) =>
        (await TestCommand.RunAsync("nix-build", ["--no-out-link", Path.Combine(Folder, "systems.nix"), "-A", attribute])).Succeeded();

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "chimera.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run inside the repository");
        return folder.FullName;
    }
}
