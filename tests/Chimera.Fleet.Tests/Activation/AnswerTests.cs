using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Activation;

public sealed class AnswerTests
{
    private static readonly Order AnyOrder = Stage.Order("r1", null, new("/nix/store/x"));
    private static readonly Finding Why = Finding.Error("ssh.gone", "gone");

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("state on-trial")]
    [InlineData("state on-trial\nstate on-trial\n")]
    [InlineData("state ontrial\n")]
    [InlineData("motd: welcome\nstate on-trial\n")]
    [InlineData("state reverted\nwhy deadline\n")]
    [InlineData("state reverted\nwhy moon\ndetail -\nback done\n")]
    [InlineData("state reverted\nwhy failed\ndetail 1\nback maybe\n")]
    [InlineData("state refused\n")]
    [InlineData("state refused\nwhy held\ndetail -\n")]
    [InlineData("why deadline\ndetail -\nback done\n")]
    public async Task An_answer_that_is_none_of_ours_is_never_taken_for_one(string output)
    {
        var activator = Answering(new HostReply.Finished(0, output, ""));

        var lost = Assert.IsType<Reply.Lost>(await activator.ApplyAsync(AnyOrder, new Stage.Lines(), CancellationToken.None));

        Assert.Equal("host.bad-reply", lost.Why.Code);
    }

    [Theory]
    [InlineData("state awaited\n", null)]
    [InlineData("state awaited\ndaemon /nix/var/nix/daemon-socket/socket\n", "/nix/var/nix/daemon-socket/socket")]
    [InlineData("state awaited\ndaemon -\n", null)]
    [InlineData("state awaited\ndaemon\n", null)]
    [InlineData("state awaited\ndaemon /\n", null)]
    [InlineData("state awaited\ndaemon nix/socket\n", null)]
    [InlineData("state awaited\ndaemon /nix/\u001b[2Jsocket\n", null)]
    public async Task What_is_awaited_can_come_through_a_daemon_whose_socket_has_a_name(string output, string? daemon)
    {
        var activator = Answering(new HostReply.Finished(0, output, ""));

        var awaited = Assert.IsType<Preparation.Awaited>(await activator.PrepareOrAwaitAsync(AnyOrder, new Stage.Lines(), CancellationToken.None));

        Assert.Equal(daemon, awaited.Daemon);
        Assert.Equal("activation.awaited", Assert.IsType<Reply.Refused>(await activator.PrepareAsync(AnyOrder, new Stage.Lines(), CancellationToken.None)).Why.Code);
    }

    [Fact]
    public async Task A_socket_of_a_name_too_long_for_one_is_none()
    {
        var activator = Answering(new HostReply.Finished(0, $"state awaited\ndaemon /{new string('x', 107)}\n", ""));

        Assert.Null(Assert.IsType<Preparation.Awaited>(await activator.PrepareOrAwaitAsync(AnyOrder, new Stage.Lines(), CancellationToken.None)).Daemon);
    }

    [Theory]
    [InlineData("live")]
    [InlineData("live /a\nlive /b\n")]
    [InlineData("generation x /a\n")]
    [InlineData("generation 1 relative\n")]
    [InlineData("generation 1 /a\ngeneration 1 /b\n")]
    [InlineData("current -1\n")]
    [InlineData("trial r1\n")]
    [InlineData("trial r1\nfrom -\nto /a\nphase dancing\nholder x\n")]
    public async Task A_look_that_shows_nonsense_shows_nothing(string output)
    {
        var unseen = Assert.IsType<Sighting.Unseen>(
            await Answering(new HostReply.Finished(0, output, "")).ObserveAsync(CancellationToken.None));

        Assert.Equal("host.bad-reply", unseen.Why.Code);
    }

    [Fact]
    public async Task A_host_that_has_nothing_is_seen_to_have_nothing()
    {
        var seen = Assert.IsType<Sighting.Seen>(await Answering(new HostReply.Finished(0, "", "")).ObserveAsync(CancellationToken.None));

        Assert.Equal((null, null, null), (seen.Live, seen.Committed, seen.Trial));
        Assert.Empty(seen.Available);
    }

    [Fact]
    public async Task Broken_contact_is_lost_where_it_could_have_changed_something_and_unreachable_where_not()
    {
        var broken = Answering(new HostReply.Broken(Why));
        Stage.Lines progress = new();

        Assert.Equal(new Reply.Lost(Why), await broken.ApplyAsync(AnyOrder, progress, CancellationToken.None));
        Assert.Equal(new Reply.Lost(Why), await broken.CommitAsync(AnyOrder, CancellationToken.None));
        Assert.Equal(new Reply.Lost(Why), await broken.RevertAsync(AnyOrder, CancellationToken.None));
        Assert.Equal(new Reply.Unreachable(Why), await broken.PrepareAsync(AnyOrder, progress, CancellationToken.None));
        Assert.Equal(new Sighting.Unseen(Why), await broken.ObserveAsync(CancellationToken.None));
        Assert.Equal(
            new Reply.Unreachable(Why),
            await Answering(new HostReply.Unreachable(Why)).ApplyAsync(AnyOrder, progress, CancellationToken.None));
    }

    [Theory]
    [InlineData("/var/../etc")]
    [InlineData("relative")]
    [InlineData("/a,b")]
    [InlineData("/a b")]
    [InlineData("/$(touch owned)")]
    public async Task A_profile_that_could_be_more_than_a_path_is_turned_down(string profile)
    {
        await using LocalHost host = new("dash setsid");
        HostActivator activator = new(host, profile, ActivationLimits.Default);

        var unseen = Assert.IsType<Sighting.Unseen>(await activator.ObserveAsync(CancellationToken.None));

        Assert.Equal("host.operation-failed", unseen.Why.Code);
        Assert.False(File.Exists("/owned"));
    }

    private static HostActivator Answering(HostReply reply) =>
        new(new ScriptedHost(reply), "/nix/var/nix/profiles/system", ActivationLimits.Default);
}
