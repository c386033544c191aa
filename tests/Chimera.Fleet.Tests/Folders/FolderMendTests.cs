using System.Diagnostics;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Fleet.Folders;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Tests.Activation;
using Chimera.Fleet.Tests.Declaration;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Folders;

/// <summary>What somebody did by hand on the host to the folder that is live is seen, and put back by a deploy of the same.</summary>
public sealed class FolderMendTests
{
    private const string Edit = "chmod 644 www/1/page1.html; echo other >www/1/page1.html; chmod 444 www/1/page1.html";

    private const string Fit = $"chmod 644 manifest; {Edit};"
        + " find . -type f ! -name manifest -exec sha256sum {} + | sed 's:  ./bin: *./bin:' | LC_ALL=C sort -k 2 >manifest; chmod 444 manifest";

    private const string All = "all";

    // Done in the folder of the generation, with its host's root folder as $1; and how many of the 63 files are sent to put it back.
    private static readonly Dictionary<string, (string Line, string Sent)> Damages = new()
    {
        ["a file with other bytes"] = (Edit, "1"),
        ["a file with other bytes in its place"] = ("rm www/1/page1.html; echo other >www/1/page1.html; chmod 444 www/1/page1.html", "1"),
        ["a file too many"] = ("echo more >www/1/more.html; chmod 444 www/1/more.html", "0"),
        ["a folder too many"] = ("mkdir -p www/more/and; echo more >www/more/and/more.html; echo more >www/more/1", "0"),
        ["a file too many whose name is an option"] = ("echo more >-rf; echo more >www/-rf; chmod 444 ./-rf", "0"),
        ["a file too many whose name holds a line of a manifest"] =
            ("n=\"$(printf 'more\\n%s  .' \"$(head -c 64 manifest)\")\"; mkdir \"$n\" && echo more >\"$n/x.html\"; chmod 444 \"$n/x.html\"", All),
        ["a name over two lines"] = ("echo more >'www/more\n0000'; chmod 444 www/more*", All),
        ["a name that is no text"] = ("n=\"$(printf 'www/\\377')\"; echo more >\"$n\"; chmod 444 \"$n\"", All),
        ["a file that is gone"] = ("rm www/1/page1.html", "1"),
        ["a folder that is gone"] = ("rm -r www/1", "2"),
        ["a file that nobody may read"] = ("chmod 0 www/1/page1.html", "1"),
        ["a file with more rights"] = ("chmod 6755 www/1/page1.html", "1"),
        ["a file that may be run"] = ("chmod 555 www/1/page1.html", "1"),
        ["an activation that may not be run"] = ("chmod 444 bin/activate", "1"),
        ["a folder with other rights"] = ("chmod 3777 www/1; chmod 777 .", "0"),
        ["a link too many"] = ("ln -s \"$1/outside\" www/more; ln -s /nowhere more", "0"),
        ["a link to the same bytes"] = ("mv www/1/page1.html \"$1/outside/page1.html\"; ln -s \"$1/outside/page1.html\" www/1/page1.html", "1"),
        ["a folder that leads out"] = ("mv www/2 www/2.old; ln -s \"$1/outside\" www/2", "2"),
        ["a pipe"] = ("mkfifo www/pipe", "0"),
        ["a file where a folder was"] = ("rm -r www/1; echo file >www/1; chmod 444 www/1", "2"),
        ["a folder where a file was"] = ("rm www/1/page1.html; mkdir www/1/page1.html; echo more >www/1/page1.html/more", "1"),
        ["a manifest with other lines"] = ("chmod 644 manifest; sed -i 1d manifest; chmod 444 manifest", "0"),
        ["a manifest that fits the damage"] = (Fit, "1"),
        ["a manifest that may be run"] = ("chmod 555 manifest", "0"),
        ["a manifest that is a pipe"] = ("rm manifest; mkfifo manifest", "0"),
        ["a manifest that is a folder"] = ("rm manifest; mkdir manifest; echo more >manifest/more", All),
        ["no manifest"] = ("rm manifest", "0"),
        ["nothing left"] = ("rm -r www bin manifest", "63"),
    };

    public static TheoryData<string> Kinds => FolderStage.Kinds;

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (var name in Damages.Keys)
            {
                cases.Add("dash setsid", name);
                cases.Add("busybox setsid", name);
            }

            return cases;
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Cases))]
    public async Task What_was_changed_on_the_host_is_seen_and_put_back(string kind, string damage)
    {
        await using FolderStage stage = new(kind);
        var one = FolderStage.Generation(1);
        var files = stage.Site("one", TestFiles.Pages(60).With("bin/stays", "#!/bin/sh\n", executable: true));
        await stage.DeployAsync("r1", null, one, files);
        Directory.CreateDirectory(stage.Host.In("outside"));
        await File.WriteAllTextAsync(stage.Host.In("outside/page2.html"), "outside", Cancel);
        Assert.Equal(one, (await stage.SeeAsync()).Live);
        await DamageAsync(stage, one, Damages[damage].Line);

        var seen = await stage.SeeAsync();
        Assert.Equal((new GenerationId($"damaged:{one.Value[7..]}"), one, null), (seen.Live, seen.Committed, seen.Trial));
        Assert.True(FolderDamage.Is(seen.Live));
        Told<string> told = new();
        Stage.AssertDone(await stage.PrepareAsync(OrderFor("r2", seen, one), files, told));

        await stage.AssertHoldsAsync(one, files);
        var sent = Damages[damage].Sent;
        var lines = string.Join('\n', told.Values);
        var expected = sent == All ? "it cannot be put back in parts; sending all of it\nsending 63 of 63 files" : $"sending {sent} of 63 files";
        Assert.Contains(expected, lines, StringComparison.Ordinal);
        Assert.Equal(sent == All, lines.Contains("all of it", StringComparison.Ordinal));
        Assert.Equal("outside", await File.ReadAllTextAsync(stage.Host.In("outside/page2.html"), Cancel));
        Assert.Equal(one, (await stage.SeeAsync()).Live);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Without_a_memory_the_manifest_on_the_host_tells_and_a_deploy_knows_better(string kind)
    {
        await using FolderStage stage = new(kind);
        using TemporaryFolder first = new(), second = new();
        var one = FolderStage.Generation(1);
        var files = stage.Site("one", TestFiles.Pages(60));
        await stage.DeployAsync("r1", null, one, files);
        await DamageAsync(stage, one, Edit);

        Assert.True(FolderDamage.Is(Assert.IsType<Sighting.Seen>(await stage.Controller(first.Path).ObserveAsync(Cancel)).Live));
        await DamageAsync(stage, one, Fit);
        Assert.Equal(one, Assert.IsType<Sighting.Seen>(await stage.Controller(first.Path).ObserveAsync(Cancel)).Live);
        var forgetful = stage.Controller(second.Path);
        Stage.AssertDone(await forgetful.PrepareAsync(FolderStage.Order("r2", one, one), files.Content, new Told<string>(), Cancel));

        await stage.AssertHoldsAsync(one, files);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Going_back_to_a_release_that_was_changed_is_refused_and_says_which_file(string kind)
    {
        await using FolderStage stage = new(kind);
        using TemporaryFolder elsewhere = new();
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        var pages = TestFiles.Pages(60);
        await stage.DeployAsync("r1", null, one, stage.Site("one", pages));
        await stage.DeployAsync("r2", one, two, stage.Site("two", pages));
        // The two share the file, so that both are damaged.
        await DamageAsync(stage, two, Edit);
        var order = FolderStage.Order("r3", two, one);

        foreach (var controller in new[] { stage.Folder, stage.Controller(elsewhere.Path) })
        {
            var refused = Assert.IsType<Reply.Refused>(await controller.PrepareAsync(order, null, new Told<string>(), Cancel));
            Assert.Equal("folder.damaged", refused.Why.Code);
            Assert.StartsWith("'www/1/page1.html' of sha256:", refused.Why.Message, StringComparison.Ordinal);
        }

        Stage.AssertDone(await stage.PrepareAsync(FolderStage.Order("r4", two, two), stage.Site("two", pages)));
        await stage.AssertHoldsAsync(two, stage.Site("two", pages));
        Assert.IsType<Reply.Refused>(await stage.Folder.PrepareAsync(order, null, new Told<string>(), Cancel));
        Stage.AssertDone(await stage.PrepareAsync(order, stage.Site("one", pages)));
        await stage.AssertHoldsAsync(one, stage.Site("one", pages));
        Stage.AssertDone(await stage.Folder.PrepareAsync(order, null, new Told<string>(), Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Activating_the_same_again_is_committed_and_where_it_fails_it_is_not_put_into_quarantine(string kind)
    {
        await using FolderStage stage = new(kind);
        var one = FolderStage.Generation(1);
        var files = stage.Site("one", before: "[ ! -e broken ] || exit 1");
        await stage.DeployAsync("r1", null, one, files);
        await DamageAsync(stage, one, "rm bin/deactivate");
        await File.WriteAllTextAsync(stage.Host.In("broken"), "", Cancel);

        var failed = await stage.TryAsync(OrderFor("r2", await stage.SeeAsync(), one), files);
        Assert.IsType<Reply.Reverted>(failed);
        var seen = await stage.SeeAsync();
        Assert.Equal((one, null), (seen.Committed, seen.Trial));
        Assert.Contains(one, seen.Available);
        File.Delete(stage.Host.In("broken"));
        await stage.DeployAsync("r3", one, one, files);

        seen = await stage.SeeAsync();
        Assert.Equal((one, one, null), (seen.Live, seen.Committed, seen.Trial));
        Assert.Equal("one", stage.Live);
        await Eventually.Async(() => stage.Host.Tasks.Count == 0);
    }

    [Fact]
    public async Task A_mending_that_is_cut_anywhere_is_done_again()
    {
        CutHost? host = null;
        await using FolderStage stage = new("dash setsid", inner => host = new CutHost(inner));
        var one = FolderStage.Generation(1);
        var files = stage.Site("one", TestFiles.Pages(60));
        await stage.DeployAsync("r1", null, one, files);
        var order = FolderStage.Order("r2", one, one);
        (string, int)[] moments =
        [
            ("dd", 1), ("tar", 1), ("chmod", 1), ("mv", 1), ("mv", 2), ("rm", 1), ("xargs", 1), ("sha256sum", 3), ("mv", 3), ("sync", 2),
        ];
        foreach (var (tool, time) in moments)
        {
            await DamageAsync(stage, one, $"chmod 777 www/3; rm www/2/page2.html; echo more >www/2/more; {Edit}");
            File.Delete(stage.Host.In("starts"));
            File.Delete(stage.Host.In("hangs"));
            var restore = stage.HangAt(tool, time);
            var cut = stage.PrepareAsync(order, files);
            await Eventually.FileAsync(stage.Host.In("hangs"));
            host!.IsGone = true;
            await Eventually.Async(() => CutHost.Kill(stage.Host));
            restore();
            Assert.IsType<Reply.Unreachable>(await cut);
            host.IsGone = false;

            Stage.AssertDone(await stage.PrepareAsync(order, files));
            await DamageAsync(stage, one, "rm www/2/page2.html");
            // What was cut left something; who mends next removes it.
            Stage.AssertDone(await stage.PrepareAsync(order, files));
            await stage.AssertHoldsAsync(one, files);
        }
    }

    [Fact]
    public async Task A_stream_that_ends_too_early_mends_nothing_by_halves()
    {
        CutHost? host = null;
        await using FolderStage stage = new("dash setsid", inner => host = new CutHost(inner) { Kills = false });
        var one = FolderStage.Generation(1);
        var files = stage.Site("one", TestFiles.Pages(60));
        await stage.DeployAsync("r1", null, one, files);
        foreach (var part in new[] { 0, 0.3, 0.9 })
        {
            await DamageAsync(stage, one, Edit);
            host!.Part = part;
            Stage.AssertDone(await stage.PrepareAsync(FolderStage.Order("r2", one, one), files));
            await stage.AssertHoldsAsync(one, files);
        }
    }

    [Fact]
    public async Task While_a_file_is_put_back_it_is_never_missing()
    {
        await using FolderStage stage = new("dash setsid");
        var one = FolderStage.Generation(1);
        var files = stage.Site("one", TestFiles.Pages(60));
        await stage.DeployAsync("r1", null, one, files);
        await DamageAsync(stage, one, Edit);
        var restore = stage.HangAt("mv", 1);

        var mending = stage.PrepareAsync(FolderStage.Order("r2", one, one), files);
        await Eventually.FileAsync(stage.Host.In("hangs"));
        Assert.Equal("other\n", await File.ReadAllTextAsync(stage.PathOf(one, "www/1/page1.html"), Cancel));
        await File.WriteAllTextAsync(stage.Host.In("go"), "", Cancel);
        Stage.AssertDone(await mending);
        restore();

        await stage.AssertHoldsAsync(one, files);
    }

    [Theory]
    [InlineData("sha256sum")]
    [InlineData("find")]
    public async Task A_host_that_cannot_look_closely_is_seen_as_before(string tool)
    {
        await using FolderStage stage = new("dash setsid");
        var one = FolderStage.Generation(1);
        await stage.DeployAsync("r1", null, one, stage.Site("one"));
        File.Delete(stage.Host.In($"bin/{tool}"));

        Assert.Equal(one, (await stage.SeeAsync()).Live);
        Stage.AssertDone(await stage.PrepareAsync(FolderStage.Order("r2", one, one), stage.Site("one")));
    }

    [Fact]
    public async Task A_host_that_takes_too_long_to_look_closely_is_seen_as_before()
    {
        await using FolderStage stage = new("dash setsid", inner => new SlowLooker(inner));
        var one = FolderStage.Generation(1);
        await stage.DeployAsync("r1", null, one, stage.Site("one"));
        await DamageAsync(stage, one, "rm bin/deactivate");

        Assert.Equal(one, (await stage.SeeAsync()).Live);
        Assert.Equal(["folder_look", "observe"], stage.Channels.Operations.TakeLast(2));
    }

    [Fact]
    public async Task While_a_trial_is_under_way_nobody_looks_closely()
    {
        await using FolderStage stage = new("dash setsid");
        var one = FolderStage.Generation(1);
        var order = FolderStage.Order("r1", null, one);
        Stage.AssertDone(await stage.TryAsync(order, stage.Site("one")));
        await DamageAsync(stage, one, "rm bin/deactivate");

        Assert.Equal(one, (await stage.SeeAsync()).Live);
        Stage.AssertDone(await stage.Folder.CommitAsync(order, Cancel));
        Assert.True(FolderDamage.Is((await stage.SeeAsync()).Live));
    }

    private static Order OrderFor(string rollout, Sighting.Seen seen, GenerationId to) =>
        FolderStage.Order(rollout, seen.Committed, to) is var order ? order with { Step = order.Step with { Live = seen.Live } } : order;

    private sealed class SlowLooker(IHostChannel host) : IHostChannel
    {
        public Task<HostReply> CallAsync(HostCall call, CancellationToken cancel) => call.Operation == "folder_look"
            ? Task.FromResult<HostReply>(new HostReply.Broken(Finding.Error("host.deadline-passed", "it took too long")))
            : host.CallAsync(call, cancel);

        public ValueTask DisposeAsync() => host.DisposeAsync();
    }

    private static async Task DamageAsync(FolderStage stage, GenerationId generation, string line)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", line, "damage", stage.Host.Root]) { WorkingDirectory = stage.PathOf(generation) };
        using var shell = Process.Start(start)!;
        await shell.WaitForExitAsync(Cancel);
        Assert.Equal(0, shell.ExitCode);
    }
}
