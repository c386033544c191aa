using System.Collections.Immutable;
using System.Text;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Requests;
using Chimera.Sites.Watching.Causes;

namespace Chimera.Sites.Tests.Watching;

public sealed class AttributionTests
{
    private static readonly DateTimeOffset Then = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly GenerationId Ours = new("sha256:ours");
    private static readonly SiteDeploy Last = new("d7", Ours, Then, null);
    private static readonly EarlierRelease Older = new("aa", Then.AddDays(-5), Files(("/a.html", "old a"), ("/b.html", "old b")));
    private static readonly EarlierRelease Oldest = new("bb", Then.AddDays(-9), Files(("/a.html", "older a"), ("/b.html", "old b")));

    [Fact]
    public async Task A_deploy_that_is_not_chimeras_is_named_with_its_time()
    {
        var cause = await CauseAsync(Seen(new SiteDeploy("d9", null, Then.AddHours(1), null)), [Other("/a.html", "other")]);

        var elsewhere = Assert.IsType<Cause.DeployedElsewhere>(cause);
        Assert.Equal(("d9", Then.AddHours(1)), (elsewhere.Deploy, elsewhere.At));
        Assert.Contains("was not made by Chimera; the last one made here is d7", elsewhere.Evidence[0], StringComparison.Ordinal);
        Assert.DoesNotContain(elsewhere.Evidence, line => line.Contains("not there any more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_generation_of_chimeras_was_deployed_elsewhere_too()
    {
        var cause = await CauseAsync(Seen(new SiteDeploy("d9", new GenerationId("sha256:theirs"), Then, null)), [Other("/a.html", "other")]);

        Assert.Contains("of sha256:theirs", Assert.IsType<Cause.DeployedElsewhere>(cause).Evidence[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_generation_under_another_id_is_ours() =>
        Assert.IsType<Cause.ChangedOnTheWay>(await CauseAsync(Seen(new SiteDeploy("d9", Ours, Then, null)), [Other("/a.html", "other")]));

    [Fact]
    public async Task The_same_deploy_with_bytes_of_nobodys_was_changed_on_the_way() =>
        Assert.IsType<Cause.ChangedOnTheWay>(await CauseAsync(Seen(Last), [Other("/a.html", "other")]));

    [Fact]
    public async Task Bytes_of_one_earlier_release_are_an_older_release_with_what_the_cache_says()
    {
        var cause = await CauseAsync(Seen(Last), [Other("/a.html", "old a", ("age", "86000"), ("via", "1.1 varnish")), Other("/b.html", "old b")]);

        var older = Assert.IsType<Cause.OlderRelease>(cause);
        Assert.Equal(("aa", Then.AddDays(-5)), (older.Certificate, older.Certified));
        Assert.Contains("2 of 2 changed files are those that were certified on 2026-02-24 12:00:00Z", older.Evidence);
        Assert.Contains("GET /a.html came with age: 86000; via: 1.1 varnish", older.Evidence);
    }

    [Fact]
    public async Task An_older_release_is_recognised_where_the_platform_cannot_be_asked() =>
        Assert.IsType<Cause.OlderRelease>(await new Attribution(null, [Older]).OfAsync([Other("/a.html", "old a")], CancellationToken.None));

    [Fact]
    public async Task A_mixture_is_no_older_release()
    {
        LiveResult[] mixture = [Other("/a.html", "old a"), Other("/b.html", "of nobody")];

        var without = await new Attribution(null, [Older]).OfAsync(mixture, CancellationToken.None);

        Assert.Contains("1 of 2 changed files", Assert.IsType<Cause.Unknown>(without).Evidence[1], StringComparison.Ordinal);
        Assert.IsType<Cause.ChangedOnTheWay>(await CauseAsync(Seen(Last), mixture));
    }

    [Fact]
    public async Task What_the_evidence_does_not_tell_stays_unknown()
    {
        Assert.IsType<Cause.Unknown>(await CauseAsync(new DeploysLook.Unseen(Finding.Error("x.y", "no token")), [Other("/a.html", "other")]));
        Assert.IsType<Cause.Unknown>(await CauseAsync(new DeploysLook.Seen(null, [], new Uri("https://x/")), [Other("/a.html", "other")]));
        Assert.IsType<Cause.Unknown>(await new Attribution(null, []).OfAsync([Other("/a.html", "other")], CancellationToken.None));
    }

    [Fact]
    public async Task A_server_that_fails_says_nothing_of_what_was_deployed()
    {
        var silent = Other("/a.html", "x") with { Answer = null, Unanswered = "timeout" };
        var broken = Other("/b.html", "x");
        broken = broken with { Answer = broken.Answer! with { Status = 502 } };

        Assert.IsType<Cause.Unknown>(await CauseAsync(Seen(Last), [silent, broken]));
    }

    [Fact]
    public async Task Why_a_platform_cannot_be_asked_is_told_once()
    {
        Attribution attribution = new(new PlatformWitness(new LookingOnly(new DeploysLook.Unseen(Finding.Error("x.y", "no token"))), Ours), []);

        var first = await attribution.OfAsync([Other("/a.html", "other")], CancellationToken.None);
        var second = await attribution.OfAsync([Other("/a.html", "other")], CancellationToken.None);

        Assert.Equal("the platform did not say which deploy is live: no token", first.Evidence[0]);
        Assert.Equal("the platform did not say which deploy is live, as before", second.Evidence[0]);
    }

    [Fact]
    public async Task Files_that_somebody_changed_on_a_host_are_named()
    {
        var cause = await HostCauseAsync(Committed(Ours), new HostInspection.Changed(["www/a.html", "www/more.html"]));

        var edited = Assert.IsType<Cause.EditedOnHost>(cause);
        Assert.Equal(["www/a.html", "www/more.html"], edited.Paths);
        Assert.Equal("on the host differ from the release: www/a.html, www/more.html", edited.Evidence[0]);
        Assert.IsType<Cause.EditedOnHost>(await HostCauseAsync(Committed(Ours), new HostInspection.Changed([])));
    }

    [Fact]
    public async Task Whole_files_and_something_changed_on_the_host_mean_the_web_servers_configuration()
    {
        var cause = await HostCauseAsync(new Sighting.Seen(new GenerationId("damaged:11"), Ours, null, [Ours]), new HostInspection.Whole());

        var edited = Assert.IsType<Cause.EditedOnHost>(cause);
        Assert.Equal(["serving.conf"], edited.Paths);
        Assert.Contains("the web server's serving.conf is not what they made", edited.Evidence[0], StringComparison.Ordinal);
        // A release that was activated by hand is no edit.
        Assert.IsType<Cause.ChangedOnTheWay>(await HostCauseAsync(new Sighting.Seen(new GenerationId("sha256:22"), Ours, null, [Ours]), new HostInspection.Whole()));
    }

    [Fact]
    public async Task A_host_whose_files_are_those_of_the_release_points_at_what_stands_before_them() =>
        Assert.IsType<Cause.ChangedOnTheWay>(await HostCauseAsync(Committed(Ours), new HostInspection.Whole()));

    [Fact]
    public async Task Another_release_on_a_host_was_deployed_elsewhere_at_no_known_time()
    {
        var cause = await HostCauseAsync(Committed(new GenerationId("sha256:theirs")), new HostInspection.Whole());

        var elsewhere = Assert.IsType<Cause.DeployedElsewhere>(cause);
        Assert.Equal(("sha256:theirs", null), (elsewhere.Deploy, elsewhere.At));
        Assert.Null(CauseDocument.Write(elsewhere)["at"]);
    }

    [Fact]
    public async Task A_host_that_does_not_say_leaves_it_unknown()
    {
        var why = Finding.Error("ssh.unreachable", "no route");

        Assert.Contains("no route", Assert.IsType<Cause.Unknown>(await HostCauseAsync(new Sighting.Unseen(why), new HostInspection.Whole())).Evidence[0], StringComparison.Ordinal);
        Assert.IsType<Cause.Unknown>(await HostCauseAsync(Committed(Ours), new HostInspection.Untold(why)));
        Assert.IsType<Cause.Unknown>(await HostCauseAsync(new Sighting.Seen(null, null, null, []), new HostInspection.Whole()));
        var trial = new Sighting.Seen(Ours, Ours, new Trial(new RolloutId("r"), null, Ours, TrialPhase.OnTrial, "me"), []);
        Assert.IsType<Cause.Unknown>(await HostCauseAsync(trial, new HostInspection.Changed(["www/a.html"])));
    }

    [Fact]
    public void A_recorded_certificate_is_read_and_anything_else_is_not()
    {
        const string Statement = """{"subject":[{"name":"file:/a.html","digest":{"sha256":"11","sha3_256":"22"}},{"name":"rules","digest":{"sha256":"3","sha3_256":"4"}}],"predicate":{"resourceUri":"urn:chimera:site:docs:netlify","timeVerified":"2026-03-01T12:00:00Z","urn:chimera:nonce":"ff"}}""";

        var release = EarlierRelease.Read(Envelope(Statement), "urn:chimera:site:docs:netlify")!;

        Assert.Equal(("ff", Then), (release.Certificate, release.Certified));
        Assert.Equal(new Digests("11", "22"), Assert.Single(release.Files).Value);
        Assert.Null(EarlierRelease.Read(Envelope(Statement), "urn:chimera:site:docs:render"));
        Assert.Null(EarlierRelease.Read(Envelope("{}"), "urn:chimera:site:docs:netlify"));
        Assert.Null(EarlierRelease.Read(Envelope("no json"), "urn:chimera:site:docs:netlify"));
        Assert.Null(EarlierRelease.Read(null, "urn:chimera:site:docs:netlify"));
    }

    private static System.Text.Json.Nodes.JsonNode Envelope(string statement) =>
        System.Text.Json.Nodes.JsonNode.Parse(new DsseEnvelope("application/vnd.in-toto+json", Encoding.UTF8.GetBytes(statement), [new DsseSignature("k", new byte[8])]).ToBytes())!;

    private static DeploysLook.Seen Seen(SiteDeploy live) => new(live, [live, Last], new Uri("https://docs.example.org/"));

    private static async Task<Cause> CauseAsync(DeploysLook look, LiveResult[] drifted) =>
        await new Attribution(new PlatformWitness(new LookingOnly(look), Ours), [Oldest, Older]).OfAsync(drifted, CancellationToken.None);

    private static LiveResult Other(string path, string body, params (string Name, string Value)[] headers) => new(
        new ForeseenAnswer(SiteRequest.Get(path), new SiteResponse(ServedBy.File, 200, null, path, null, [], null, Evidence.Computed, []), path, Of("new")),
        new LiveAnswer(200, null, headers.ToImmutableDictionary(pair => pair.Name, pair => pair.Value), Of(body), TimeSpan.Zero),
        null,
        [new(LiveDifferenceKind.Content, $"does not send the bytes of {path}")]);

    private static ImmutableDictionary<string, Digests> Files(params (string Path, string Body)[] files) =>
        files.ToImmutableDictionary(file => file.Path, file => Of(file.Body));

    private static Digests Of(string body) => Digests.Of(Encoding.UTF8.GetBytes(body));

    private static Sighting.Seen Committed(GenerationId generation) => new(generation, generation, null, [generation]);

    private static async Task<Cause> HostCauseAsync(Sighting sighting, HostInspection inspection) =>
        await new Attribution(new HostWitness(new SeenHost(sighting, inspection), Ours, "serving.conf"), []).OfAsync([Other("/a.html", "other")], CancellationToken.None);

    private sealed class SeenHost(Sighting sighting, HostInspection inspection) : IReleaseHost
    {
        public Task<string> AddressAsync(CancellationToken cancel) => Task.FromResult("127.0.0.1");

        public Task<Sighting> ObserveAsync(CancellationToken cancel) => Task.FromResult(sighting);

        public Task<HostInspection> InspectAsync(GenerationId generation, CancellationToken cancel) => Task.FromResult(inspection);

        public Task<Reply> PrepareAsync(Order order, HostRelease? release, IProgress<string> progress, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Health> VerifyAsync(Order order, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Reply> CommitAsync(Order order, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Reply> RevertAsync(Order order, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Reply> OverlayAsync(GenerationId live, byte[]? text, CancellationToken cancel) => throw new NotSupportedException();
    }

    private sealed class LookingOnly(DeploysLook look) : IDeploys
    {
        public Task<DeploysLook> LookAsync(CancellationToken cancel) => Task.FromResult(look);

        public Task<Reply> StageAsync(Release release, IProgress<string> progress, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Reply> ShowAsync(GenerationId generation, CancellationToken cancel) => throw new NotSupportedException();
    }
}
