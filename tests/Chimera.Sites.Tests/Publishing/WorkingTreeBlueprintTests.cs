using Chimera.Sites.Publishing;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Publishing;

/// <summary>A site's Blueprint as real git knows it.</summary>
public sealed class WorkingTreeBlueprintTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("chimera-blueprint-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_file_is_found_from_the_roots_folder_and_told_apart_by_its_bytes()
    {
        var site = Directory.CreateDirectory(Path.Combine(_root, "web", "site")).FullName;
        GitCommand.Run(_root, "init", "--quiet");
        var (first, second, third) = (Commit("a"), Commit("b"), Commit("a"));
        WorkingTreeBlueprint file = new(site);

        var path = await file.PathAsync(CancellationToken.None);

        Assert.Equal("web/site/render.yaml", path);
        var contents = new List<string?>();
        foreach (var commit in new[] { first, second, third })
        {
            contents.Add(await file.ContentAsync(commit, path!, CancellationToken.None));
        }

        Assert.Equal(contents[0], contents[2]);
        Assert.NotEqual(contents[0], contents[1]);
        Assert.Null(await file.ContentAsync(new string('0', 40), path!, CancellationToken.None));
        Assert.Null(await file.ContentAsync("HEAD", path!, CancellationToken.None));
        Assert.Null(await file.ContentAsync(first, "elsewhere.yaml", CancellationToken.None));

        string Commit(string text)
        {
            File.WriteAllText(Path.Combine(site, "render.yaml"), text);
            GitCommand.Run(_root, "add", "-A");
            GitCommand.Run(_root, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", text);
            return GitCommand.Run(_root, "rev-parse", "HEAD").Trim();
        }
    }

    [Fact]
    public async Task Without_a_repository_there_is_none() =>
        Assert.Null(await new WorkingTreeBlueprint(_root).PathAsync(CancellationToken.None));
}
