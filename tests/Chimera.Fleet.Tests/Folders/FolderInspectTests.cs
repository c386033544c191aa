using Chimera.Engine.Planning;
using Chimera.Fleet.Folders;
using Chimera.Fleet.Tests.Declaration;

namespace Chimera.Fleet.Tests.Folders;

/// <summary>Which files of a generation somebody changed on the host is told, and nothing is put back.</summary>
public sealed class FolderInspectTests
{
    public static TheoryData<string> Kinds => FolderStage.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_changed_is_named_also_by_one_who_did_not_bring_it(string kind)
    {
        await using FolderStage stage = new(kind);
        using TemporaryFolder elsewhere = new();
        var one = FolderStage.Generation(1);
        await stage.DeployAsync("r1", null, one, stage.Site("one", TestFiles.Pages(60)));
        Assert.IsType<FolderInspection.Whole>(await stage.Folder.InspectAsync(one, Cancel));

        var www = stage.PathOf(one, "www");
        File.Delete(Path.Combine(www, "1/page1.html"));
        await File.WriteAllTextAsync(Path.Combine(www, "1/page1.html"), "other", Cancel);
        await File.WriteAllTextAsync(Path.Combine(www, "more.html"), "more", Cancel);

        foreach (var controller in new[] { stage.Folder, stage.Controller(elsewhere.Path) })
        {
            var changed = Assert.IsType<FolderInspection.Changed>(await controller.InspectAsync(one, Cancel));
            Assert.Equal(["www/1/page1.html", "www/more.html"], changed.Paths);
        }

        Assert.Equal("other", await File.ReadAllTextAsync(Path.Combine(www, "1/page1.html"), Cancel));
        Assert.IsType<FolderInspection.Untold>(await stage.Folder.InspectAsync(new GenerationId("deploy:0123"), Cancel));
    }
}
