using Chimera.Engine.Execution;
using Chimera.Fleet.Folders;
using Chimera.Fleet.Tests.Activation;
using Chimera.Fleet.Tests.Declaration;
using Chimera.Fleet.Tests.Hosts;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Folders;

public sealed class FolderTransferTests
{
    public static TheoryData<string> Kinds => FolderStage.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_first_folder_stands_whole_with_its_modes_and_its_manifest(string kind)
    {
        await using FolderStage stage = new(kind);
        var files = stage.Site("one", TestFiles.Pages(60)).With("www/empty", "");
        var one = FolderStage.Generation(1);

        Stage.AssertDone(await stage.PrepareAsync(FolderStage.Order("r1", null, one), files));

        await stage.AssertHoldsAsync(one, files);
        Assert.Equal(["prepare", "folder"], stage.Channels.Operations);
        Assert.False(Directory.Exists(stage.Host.In("nix/var/nix/gcroots")));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Ten_changed_files_of_five_thousand_cost_two_calls_and_a_few_kilobytes(string kind)
    {
        await using FolderStage stage = new(kind);
        var pages = TestFiles.Pages(5000);
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        await stage.DeployAsync("r1", null, one, stage.Site("one", pages));
        var changed = Enumerable.Range(0, 10).Aggregate(pages, (files, number) => files.With($"www/{number}/page{number * 51}.html", $"<p>page {number}, again</p>"));
        var before = stage.Channels.Calls.Count;

        Stage.AssertDone(await stage.PrepareAsync(FolderStage.Order("r2", one, two), stage.Site("two", changed)));

        var calls = stage.Channels.Calls.Skip(before).ToArray();
        Assert.Equal(["prepare", "folder"], calls.Select(call => call.Operation));
        TestContext.Current.SendDiagnosticMessage($"{kind}: {string.Join(", ", calls)}");
        Assert.InRange(calls[1].Bytes, 1, 1024);
        await stage.AssertHoldsAsync(two, stage.Site("two", changed));
        await stage.AssertHoldsAsync(one, stage.Site("one", pages));
        Assert.Equal(Inode(stage.PathOf(one, "www/49/page4999.html")), Inode(stage.PathOf(two, "www/49/page4999.html")));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_folder_that_is_there_is_not_sent_again(string kind)
    {
        await using FolderStage stage = new(kind);
        var files = stage.Site("one");
        await stage.DeployAsync("r1", null, FolderStage.Generation(1), files);
        var before = stage.Channels.Calls.Count;

        Stage.AssertDone(await stage.PrepareAsync(FolderStage.Order("r2", FolderStage.Generation(1), FolderStage.Generation(1)), files));

        Assert.Equal(["prepare", "folder_check"], stage.Channels.Operations.Skip(before));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Files_folders_and_modes_may_become_each_other(string kind)
    {
        await using FolderStage stage = new(kind);
        var first = stage.Site("one").With("a", "file").With("b/c/d", "deep").With("b/c/e", "gone").With("x/y", "gone").With("tool", "text").With("stays", "s");
        var second = stage.Site("two").With("a/b", "now below").With("b", "now a file").With("tool", "text", executable: true).With("stays", "s");
        await stage.DeployAsync("r1", null, FolderStage.Generation(1), first);

        await stage.DeployAsync("r2", FolderStage.Generation(1), FolderStage.Generation(2), second);

        await stage.AssertHoldsAsync(FolderStage.Generation(2), second);
        await stage.AssertHoldsAsync(FolderStage.Generation(1), first);
        Assert.False(Directory.Exists(stage.PathOf(FolderStage.Generation(2), "x")));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Names_of_every_kind_arrive_and_are_replaced_and_taken_out(string kind)
    {
        await using FolderStage stage = new(kind);
        string[] names =
        [
            " leading", "trailing ", "two  spaces", "-rf", "--", "it's", "\"quoted\"", "*", "[a-z]?", "$(touch pwned)", "`touch pwned`", ";touch pwned", "a\\b", "\\", "\\n",
            "füße/日本語/🦊", "~", "#", "%s", "!x", "{a,b}", ".hidden", "...", "a=b", "-/-n", "?/x", "\\d/e", "\uFFFD", new string('n', 200) + "/" + new string('ü', 120),
            string.Join('/', Enumerable.Repeat("deep folder", 20)), "Manifest", "www/manifest", "@PaxHeader", "&",
        ];
        var first = names.Aggregate(stage.Site("one"), (files, name) => files.With(name, $"first {name}"));
        var second = names.Where((_, index) => index % 3 == 1).Aggregate(first, (files, name) => files.With(name, $"second {name}", executable: name.Length % 2 == 0));
        second = names.Where((_, index) => index % 3 == 2).Aggregate(second, (files, name) => files.Without(name));
        second = stage.Site("two", second);
        await stage.DeployAsync("r1", null, FolderStage.Generation(1), first);
        await stage.AssertHoldsAsync(FolderStage.Generation(1), first);

        using TemporaryFolder elsewhere = new();
        Told<string> told = new();
        // One that has to ask what is there reads the same names back.
        Stage.AssertDone(await stage.Controller(elsewhere.Path).PrepareAsync(
            FolderStage.Order("r2", FolderStage.Generation(1), FolderStage.Generation(2)), second.Content, told, Cancel));

        await stage.AssertHoldsAsync(FolderStage.Generation(2), second);
        await stage.AssertHoldsAsync(FolderStage.Generation(1), first);
        Assert.Equal(["folder_manifest", "folder"], stage.Channels.Operations.TakeLast(2));
        Assert.DoesNotContain(told.Values, line => line.Contains("all of it", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_another_controller_has_brought_is_asked_for_once(string kind)
    {
        await using FolderStage stage = new(kind);
        using TemporaryFolder elsewhere = new();
        var pages = TestFiles.Pages(300);
        await stage.DeployAsync("r1", null, FolderStage.Generation(1), stage.Site("one", pages));
        var before = stage.Channels.Calls.Count;
        var other = stage.Controller(elsewhere.Path);

        var next = stage.Site("two", pages.With("www/new", "new"));
        Stage.AssertDone(await other.PrepareAsync(FolderStage.Order("r2", FolderStage.Generation(1), FolderStage.Generation(2)), next.Content, new Told<string>(), Cancel));

        Assert.Equal(["prepare", "folder_manifest", "folder"], stage.Channels.Operations.Skip(before));
        Assert.InRange(stage.Channels.Calls[^1].Bytes, 1, 2 * 1024);
        await stage.AssertHoldsAsync(FolderStage.Generation(2), next);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_memory_that_is_wrong_is_found_out_by_the_host(string kind)
    {
        await using FolderStage stage = new(kind);
        using TemporaryFolder elsewhere = new();
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        await stage.DeployAsync("r1", null, one, stage.Site("one", TestFiles.Pages(20)));
        // It believes to know the generation, and knows another.
        FolderCache.Of(Path.Combine(elsewhere.Path, "folders"), LocalLoop.Access, "site")
            .Write(one.Value[7..], FolderManifest.Of(stage.Site("one", TestFiles.Pages(10)).Content));
        var next = stage.Site("two", TestFiles.Pages(21));
        var before = stage.Channels.Calls.Count;

        Stage.AssertDone(await stage.Controller(elsewhere.Path).PrepareAsync(FolderStage.Order("r2", one, two), next.Content, new Told<string>(), Cancel));

        Assert.Equal(["prepare", "folder", "folder_manifest", "folder"], stage.Channels.Operations.Skip(before));
        await stage.AssertHoldsAsync(two, next);
    }

    [Fact]
    public async Task A_file_that_changed_since_is_refused_and_nothing_is_left()
    {
        await using FolderStage stage = new("dash setsid");
        var content = stage.Site("one").With("www/a", "a").Content;
        FolderContent gone = new([.. content.Files.Select(file => file.Path == "www/a" ? file with { Open = () => null } : file)]);
        FolderContent other = new([.. content.Files.Select(file => file.Path == "www/a" ? file with { Open = () => "b"u8.ToArray() } : file)]);

        foreach (var changed in new[] { gone, other })
        {
            var reply = await stage.Folder.PrepareAsync(FolderStage.Order("r1", null, FolderStage.Generation(1)), changed, new Told<string>(), Cancel);
            Assert.Equal("folder.changed", Assert.IsType<Reply.Refused>(reply).Why.Code);
        }

        Assert.False(Directory.Exists(stage.Releases));
    }

    [Fact]
    public async Task A_controller_that_has_no_room_of_its_own_says_so()
    {
        await using FolderStage stage = new("dash setsid");
        using TemporaryFolder elsewhere = new();
        var file = Path.Combine(elsewhere.Path, "file");
        await File.WriteAllTextAsync(file, "", Cancel);

        var reply = await stage.Controller(file).PrepareAsync(FolderStage.Order("r1", null, FolderStage.Generation(1)), stage.Site("one").Content, new Told<string>(), Cancel);

        Assert.Equal("folder.not-packed", Assert.IsType<Reply.Refused>(reply).Why.Code);
        Assert.False(Directory.Exists(stage.Releases));
    }

    [Theory]
    [InlineData("tar")]
    [InlineData("sha256sum")]
    [InlineData("xargs")]
    public async Task A_host_that_lacks_a_tool_says_which(string tool)
    {
        await using FolderStage stage = new("dash setsid");
        File.Delete(stage.Host.In($"bin/{tool}"));

        var refused = Assert.IsType<Reply.Refused>(await stage.PrepareAsync(FolderStage.Order("r1", null, FolderStage.Generation(1)), stage.Site("one")));

        Assert.Equal("folder.no-tool", refused.Why.Code);
        Assert.Contains(tool, refused.Why.Message, StringComparison.Ordinal);
    }

    private static string Inode(string path) => Commands.RunAsync("stat", ["-c", "%i", path], new Dictionary<string, string>()).GetAwaiter().GetResult().Output;
}
