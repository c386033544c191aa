using Chimera.Sites.Render.Deploying;

namespace Chimera.Sites.Publishing;

/// <summary>A site's Blueprint as git knows it.</summary>
/// <param name="folder">The site's.</param>
internal sealed class WorkingTreeBlueprint(string folder) : IBlueprintFile
{
    private const string Name = "render.yaml";

    public async Task<string?> PathAsync(CancellationToken cancel) => await WorkingTree.PrefixAsync(folder, cancel) is { } prefix ? prefix + Name : null;

    public Task<string?> ContentAsync(string commit, string path, CancellationToken cancel) => WorkingTree.BlobAsync(folder, commit, path, cancel);
}
