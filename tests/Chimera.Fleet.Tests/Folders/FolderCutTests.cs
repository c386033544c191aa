using System.Security.Cryptography;
using Chimera.Engine.Execution;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Tests.Activation;
using Chimera.Fleet.Tests.Declaration;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Folders;

/// <summary>A folder under its name is whole, whatever was cut when; and what was cut off is not in the way of the next.</summary>
public sealed class FolderCutTests
{
    private static readonly double[] Parts = [0, 0.1, 0.5, 0.9, 1];

    public static TheoryData<string> Kinds => FolderStage.Kinds;

    // Each moment that a tool begins, of a change from a folder that is there.
    public static TheoryData<string, int> Moments => new()
    {
        { "mkdir", 2 }, { "cp", 1 }, { "find", 1 }, { "dd", 1 }, { "xargs", 1 }, { "gzip", 1 }, { "tar", 1 }, { "find", 2 }, { "sha256sum", 2 }, { "sort", 1 },
        { "mv", 1 }, { "sync", 1 }, { "mv", 2 }, { "sync", 2 }, { "rm", 2 },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_stream_that_is_cut_anywhere_leaves_the_host_as_it_was(string kind)
    {
        CutHost? host = null;
        await using FolderStage stage = new(kind, inner => host = new CutHost(inner));
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        var pages = TestFiles.Pages(40);
        await stage.DeployAsync("r1", null, one, stage.Site("one", pages));
        var next = stage.Site("two", pages.With("www/noise", Convert.ToHexString(RandomNumberGenerator.GetBytes(40_000))));

        for (var cut = 0; cut < Parts.Length; cut++)
        {
            host!.Part = Parts[cut];
            var reply = await stage.PrepareAsync(FolderStage.Order($"r2-{cut / 2}", one, two), next);
            Assert.Equal("test.cut", Assert.IsType<Reply.Unreachable>(reply).Why.Code);
            Assert.DoesNotContain(two.Value[7..], stage.Standing);
            // Of those who were cut before, nothing is left.
            Assert.InRange(stage.Standing.Count(name => name.StartsWith('.')), 0, 1);
        }

        await stage.DeployAsync("r3", one, two, next);
        await stage.AssertHoldsAsync(two, next);
        await stage.AssertHoldsAsync(one, stage.Site("one", pages));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_stream_that_ends_too_early_is_never_taken_for_a_folder(string kind)
    {
        CutHost? host = null;
        await using FolderStage stage = new(kind, inner => host = new CutHost(inner) { Kills = false });
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        var pages = TestFiles.Pages(40).With("www/noise", Convert.ToHexString(RandomNumberGenerator.GetBytes(40_000)));

        foreach (var part in Parts[..^1])
        {
            host!.Part = part;
            Assert.IsType<Reply.Refused>(await stage.PrepareAsync(FolderStage.Order("r1", null, one), stage.Site("one", pages)));
            Assert.Empty(stage.Standing);
        }

        await stage.DeployAsync("r1", null, one, stage.Site("one", pages));
        var next = stage.Site("two", pages.With("www/noise", Convert.ToHexString(RandomNumberGenerator.GetBytes(40_000))));
        foreach (var part in Parts[..^1])
        {
            // What was made from the live one is not right then, so that all is sent.
            host!.Part = part;
            Told<string> told = new();
            Stage.AssertDone(await stage.PrepareAsync(FolderStage.Order("r2", one, two), next, told));
            Assert.Contains("sending 43 of 43 files", told.Values[^1], StringComparison.Ordinal);
            await stage.AssertHoldsAsync(two, next);
            Directory.Delete(stage.PathOf(two), recursive: true);
        }
    }

    [Theory, MemberData(nameof(Moments))]
    public async Task A_session_that_is_killed_at_any_step_leaves_a_whole_folder_or_none(string tool, int time)
    {
        CutHost? host = null;
        await using FolderStage stage = new("dash setsid", inner => host = new CutHost(inner));
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        var pages = TestFiles.Pages(40);
        await stage.DeployAsync("r1", null, one, stage.Site("one", pages));
        var next = stage.Site("two", pages.With("www/0/page0.html", "new"));
        var order = FolderStage.Order("r2", one, two);
        var restore = stage.HangAt(tool, time);

        var cut = stage.PrepareAsync(order, next);
        await Eventually.FileAsync(stage.Host.In("hangs"));
        host!.IsGone = true;
        await Eventually.Async(() => CutHost.Kill(stage.Host));
        restore();
        Assert.IsType<Reply.Unreachable>(await cut);
        host.IsGone = false;

        if (Directory.Exists(stage.PathOf(two)))
            Assert.True(tool is "sync" or "rm", "it was in its place before it was whole");
        Stage.AssertDone(await stage.PrepareAsync(order, next));
        // Where it was there already, the next that is brought removes what was left.
        Stage.AssertDone(await stage.PrepareAsync(FolderStage.Order("r3", one, FolderStage.Generation(3)), stage.Site("three", pages)));
        await stage.AssertHoldsAsync(two, next);
        await stage.AssertHoldsAsync(one, stage.Site("one", pages));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Controllers_that_bring_the_same_at_once_do_not_mix(string kind)
    {
        await using FolderStage stage = new(kind);
        using TemporaryFolder second = new(), third = new();
        var (one, two, three) = (FolderStage.Generation(1), FolderStage.Generation(2), FolderStage.Generation(3));
        var pages = TestFiles.Pages(200);
        await stage.DeployAsync("r1", null, one, stage.Site("one", pages));
        var (next, other) = (stage.Site("two", pages.With("www/0/page0.html", "two")), stage.Site("three", pages.With("www/0/page0.html", "three")));

        var replies = await Task.WhenAll(
            stage.PrepareAsync(FolderStage.Order("r2", one, two), next),
            stage.Controller(second.Path).PrepareAsync(FolderStage.Order("r2", one, two), next.Content, new Told<string>(), Cancel),
            stage.Controller(third.Path).PrepareAsync(FolderStage.Order("r3", one, three), other.Content, new Told<string>(), Cancel));

        Assert.All(replies, Stage.AssertDone);
        await stage.AssertHoldsAsync(two, next);
        await stage.AssertHoldsAsync(three, other);
    }

    [Fact]
    public async Task One_that_is_still_at_work_is_not_taken_for_one_that_was_cut()
    {
        await using FolderStage stage = new("dash setsid");
        using TemporaryFolder elsewhere = new();
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        await stage.DeployAsync("r1", null, one, stage.Site("one"));
        var next = stage.Site("two");
        var restore = stage.HangAt("tar", 1);
        var slow = stage.PrepareAsync(FolderStage.Order("r2", one, two), next);
        await Eventually.FileAsync(stage.Host.In("hangs"));
        restore();

        Stage.AssertDone(await stage.Controller(elsewhere.Path).PrepareAsync(FolderStage.Order("r2", one, two), next.Content, new Told<string>(), Cancel));
        Assert.False(slow.IsCompleted);
        Assert.Single(stage.Standing, name => name.StartsWith('.'));
        await File.WriteAllTextAsync(stage.Host.In("go"), "", Cancel);

        Stage.AssertDone(await slow);
        await stage.AssertHoldsAsync(two, next);
    }
}
