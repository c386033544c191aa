using System.Text;
using Chimera.Engine.Execution;
using Chimera.Fleet.Folders;
using Chimera.Fleet.Tests.Activation;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Folders;

/// <summary>What is laid over a generation for a while by its own activation, and what its own look says of that.</summary>
public sealed class FolderOverlayTests
{
    public static TheoryData<string> Kinds => FolderStage.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_text_is_laid_over_what_is_live_seen_and_taken_off_and_the_generation_stays_what_it_is(string kind)
    {
        await using FolderStage stage = new(kind);
        var one = FolderStage.Generation(1);
        await stage.DeployAsync("r1", null, one, Overlaid(stage, "one"));
        Assert.Equal((one, null), ((await stage.SeeAsync()).Live, (await stage.SeeAsync()).Overlay));

        Stage.AssertDone(await LayAsync(stage, one, "netlify 100"));
        Assert.Equal("netlify 100", stage.Live);
        var seen = await stage.SeeAsync();
        Assert.Equal((one, one, "netlify 100"), (seen.Live, seen.Committed, seen.Overlay));

        Stage.AssertDone(await LayAsync(stage, one, null));
        Assert.Equal("one", stage.Live);
        Assert.Null((await stage.SeeAsync()).Overlay);
        await stage.AssertHoldsAsync(one, Overlaid(stage, "one"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_the_generation_calls_changed_is_damage_and_is_activated_again(string kind)
    {
        await using FolderStage stage = new(kind);
        var one = FolderStage.Generation(1);
        await stage.DeployAsync("r1", null, one, Overlaid(stage, "one"));
        await File.WriteAllTextAsync(stage.Host.In("live"), "edited by hand\n", Cancel);

        var seen = await stage.SeeAsync();
        Assert.True(FolderDamage.Is(seen.Live), seen.ToString());
        Assert.Equal(one, seen.Committed);
        await stage.DeployAsync("r2", one, one, Overlaid(stage, "one"));

        Assert.Equal("one", stage.Live);
        Assert.Equal(one, (await stage.SeeAsync()).Live);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_generation_that_was_brought_without_a_look_stands_as_it_is_and_has_one_when_it_is_brought_again(string kind)
    {
        await using FolderStage stage = new(kind);
        var one = FolderStage.Generation(1);
        await stage.DeployAsync("r1", null, one, stage.Site("one"));
        await File.WriteAllTextAsync(stage.Host.In("live"), "edited by hand\n", Cancel);
        Assert.Equal((one, null), ((await stage.SeeAsync()).Live, (await stage.SeeAsync()).Overlay));

        await stage.DeployAsync("r2", one, one, Overlaid(stage, "one"));

        await stage.AssertHoldsAsync(one, Overlaid(stage, "one"));
        Assert.Equal(one, (await stage.SeeAsync()).Live);
        await File.WriteAllTextAsync(stage.Host.In("live"), "edited by hand\n", Cancel);
        Assert.True(FolderDamage.Is((await stage.SeeAsync()).Live));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_look_that_says_nothing_or_no_end_of_it_is_damage(string kind)
    {
        await using FolderStage stage = new(kind);
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        await stage.DeployAsync("r1", null, one, Looking(stage, "exit 1"));
        Assert.True(FolderDamage.Is((await stage.SeeAsync()).Live));

        await stage.DeployAsync("r2", one, two, Looking(stage, "while printf overlaid; do :; done"));
        Assert.True(FolderDamage.Is((await stage.SeeAsync()).Live));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Nothing_is_laid_over_another_generation_during_a_trial_or_against_the_generations_own_word(string kind)
    {
        await using FolderStage stage = new(kind);
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        await stage.DeployAsync("r1", null, one, Overlaid(stage, "one"));

        Assert.Contains("something else is live there", Refusal(await LayAsync(stage, two, "x")), StringComparison.Ordinal);
        Assert.Contains("it will not have this", Refusal(await LayAsync(stage, one, "bad")), StringComparison.Ordinal);
        Stage.AssertDone(await stage.TryAsync(FolderStage.Order("r2", one, two), Overlaid(stage, "two")));
        Assert.Contains("something else is live there", Refusal(await LayAsync(stage, one, "x")), StringComparison.Ordinal);
        Assert.Contains("is live there", Refusal(await LayAsync(stage, two, "x")), StringComparison.Ordinal);

        Assert.Equal("two", stage.Live);
    }

    private static string Refusal(Reply reply) => Assert.IsType<Reply.Refused>(reply).Why.Message;

    private static Task<Reply> LayAsync(FolderStage stage, Engine.Planning.GenerationId live, string? text) =>
        stage.Folder.OverlayAsync(live, text is null ? null : Encoding.UTF8.GetBytes(text + "\n"), Cancel);

    private static TestFiles Looking(FolderStage stage, string script) =>
        stage.Site("one").With("bin/look", $"#!{stage.Host.In("bin/sh")}\n{script}\n", executable: true);

    /// <summary>Its activation writes what it is told, and its look knows whether that is its own word.</summary>
    private static TestFiles Overlaid(FolderStage stage, string name) => stage.Site(name)
        .With("bin/activate", $$"""
            #!{{stage.Host.In("bin/sh")}}
            cd '{{stage.Host.Root}}' || exit 1
            word={{name}}
            [ $# = 0 ] || read -r word <"$1"
            [ "$word" != bad ] || { echo it will not have this >&2; exit 1; }
            echo "$word" >live

            """, executable: true)
        .With("bin/look", $$"""
            #!{{stage.Host.In("bin/sh")}}
            read -r word <'{{stage.Host.In("live")}}'
            case $word in {{name}}) echo made ;; netlify*) echo "overlaid $word" ;; *) echo changed ;; esac

            """, executable: true);
}
