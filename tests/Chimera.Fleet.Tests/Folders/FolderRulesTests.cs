using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Fleet.Folders;
using Chimera.Fleet.Tests.Activation;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Folders;

public sealed class FolderRulesTests
{
    private static readonly string Sha = new('a', 64);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Wrong =>
    [
        "", "/", "/etc/passwd", "..", "../x", "a/../b", "a/..", ".", "./a", "a/.", "a//b", "a/", "a\nb", "a\0b", "a\u0007", "\u0085", "manifest", "manifest/x",
        new string('n', 256), new string('ü', 128), string.Join('/', Enumerable.Repeat(new string('n', 99), 41)),
    ];

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_path_that_no_folder_has_is_refused_before_anything_is_sent(string path)
    {
        await using FolderStage stage = new("dash setsid");

        await AssertRefusedAsync(stage, File("fine"), File(path));
    }

    // By itself, because no text that a test runner hands on can hold it.
    [Fact]
    public async Task A_path_that_is_no_text_is_refused_before_anything_is_sent()
    {
        await using FolderStage stage = new("dash setsid");

        await AssertRefusedAsync(stage, File("fine"), File("\ud800"));
    }

    [Fact]
    public async Task Names_that_clash_are_refused_before_anything_is_sent()
    {
        await using FolderStage stage = new("dash setsid");

        await AssertRefusedAsync(stage, File("a/b"), File("a/b"));
        await AssertRefusedAsync(stage, File("a/b/c"), File("a/b"));
        await AssertRefusedAsync(stage, File("a"), File("a/b/c/d"));
        await AssertRefusedAsync(stage, File("a") with { Sha256 = Sha.ToUpperInvariant() });
        await AssertRefusedAsync(stage, File("a") with { Sha256 = "aa" });
        await AssertRefusedAsync(stage, File("a") with { Bytes = -1 });
    }

    [Fact]
    public async Task A_folder_without_files_is_refused_before_anything_is_sent()
    {
        await using FolderStage stage = new("dash setsid");

        var reply = await stage.Folder.PrepareAsync(FolderStage.Order("r1", null, FolderStage.Generation(1)), new FolderContent([]), new Told<string>(), Cancel);

        Assert.Equal("folder.empty", Assert.IsType<Reply.Refused>(reply).Why.Code);
        Assert.Empty(stage.Channels.Calls);
    }

    [Theory]
    [InlineData("sha256:../../../../etc")]
    [InlineData("/nix/store/x")]
    [InlineData("")]
    [InlineData("-")]
    public async Task A_generation_that_is_none_of_a_folder_reaches_no_host(string generation)
    {
        await using FolderStage stage = new("dash setsid");
        GenerationId odd = new(generation), fine = FolderStage.Generation(1);

        foreach (var order in new[] { FolderStage.Order("r1", null, odd), FolderStage.Order("r1", odd, fine) })
        {
            Reply[] replies =
            [
                await stage.PrepareAsync(order, stage.Site("one")), await stage.Folder.ApplyAsync(order, new Told<string>(), Cancel),
                await stage.Folder.CommitAsync(order, Cancel), await stage.Folder.RevertAsync(order, Cancel),
            ];
            Assert.All(replies, reply => Assert.Equal("folder.generation-invalid", Assert.IsType<Reply.Refused>(reply).Why.Code));
        }

        Assert.Empty(stage.Channels.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("A")]
    [InlineData("a\n")]
    [InlineData("-a")]
    public async Task A_folder_has_a_plain_name(string name)
    {
        await using FolderStage stage = new("dash setsid");

        Assert.Throws<ArgumentException>(() => stage.Folders.At(FolderStage.Access, name));
        Assert.Throws<ArgumentException>(() => stage.Folders.At(FolderStage.Access, new string('a', 64)));
        Assert.Equal("here", await stage.Folders.At(FolderStage.Access, "a..b_c-d").AddressAsync(TestContext.Current.CancellationToken));
    }

    private static FolderFile File(string path) => new(path, 1, Sha, false, () => throw new InvalidOperationException("it was asked for"));

    private static async Task AssertRefusedAsync(FolderStage stage, params FolderFile[] files)
    {
        var reply = await stage.Folder.PrepareAsync(FolderStage.Order("r1", null, FolderStage.Generation(1)), new FolderContent([.. files]), new Told<string>(), Cancel);
        Assert.Equal("folder.path-invalid", Assert.IsType<Reply.Refused>(reply).Why.Code);
        Assert.Empty(stage.Channels.Calls);
    }
}
