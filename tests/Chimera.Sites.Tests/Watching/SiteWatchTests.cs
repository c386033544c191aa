using System.Collections.Immutable;
using System.Net;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.Certification;
using Chimera.Sites.Declaration;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Tests.Host;
using Chimera.Sites.Tests.Publishing;
using Chimera.Sites.Watching;
using Chimera.Sites.Watching.Causes;
using Chimera.Sites.Watching.Forecasting;
using Chimera.Sites.Watching.Tls;

namespace Chimera.Sites.Tests.Watching;

/// <summary>Whole watches over real HTTP, with a clock of which every wait is over at once.</summary>
public sealed class SiteWatchTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly SiteSimulator Simulator = new(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System);

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["_redirects"] = "/old /about 301\n",
        ["_headers"] = "/*\n  X-Frame-Options: DENY\n",
        ["index.html"] = "<p>home",
        ["about.html"] = "<p>about",
        ["404.html"] = "<p>nothing here",
    };

    private readonly SiteBundle _bundle = Foresee(Files);
    private readonly RespondingServer _server;
    private readonly ImpatientTime _time = new();
    private readonly LiveCheck _check;

    public SiteWatchTests()
    {
        _server = new RespondingServer(_bundle.Foresight);
        _check = new LiveCheck(_time);
    }

    [Fact]
    public async Task A_site_that_answers_as_foreseen_stays_right_look_after_look()
    {
        var looks = await RunAsync(new WatchLimits(For: TimeSpan.FromMinutes(5)));

        Assert.Equal([1, 2, 3, 4, 5, 6], looks.Select(look => look.Number));
        Assert.All(looks, look =>
        {
            Assert.Equal((LookState.Right, 0, 0.0), (look.State, look.Wrong, look.Failed));
            Assert.True(look.Asked >= 6, $"{look.Asked} were asked");
            Assert.NotNull(look.Times);
        });
    }

    [Fact]
    public async Task Once_ends_after_one_look_that_is_right() => Assert.Single(await RunAsync(new WatchLimits(Once: true)));

    [Fact]
    public async Task Once_takes_two_looks_to_tell_a_failure_and_the_second_within_seconds()
    {
        Spoil("/about.html", body: "<p>ABOUT");

        var looks = await RunAsync(new WatchLimits(Once: true));

        Assert.Equal([LookState.Suspect, LookState.Failing], looks.Select(look => look.State));
        Assert.InRange(looks[0].Wait, TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(5));
        Assert.Equal("drift.content", Assert.Single(looks[0].Suspected).Finding.Code);
        Assert.Empty(looks[0].Began);
        Assert.Equal("GET /about.html", Assert.Single(looks[1].Began).Subject);
        Assert.IsType<Cause.Unknown>(looks[1].Cause);
    }

    [Fact]
    public async Task A_blip_is_no_failure()
    {
        var asked = 0;
        _server.Spoil = (context, body) => context.Request.RawUrl == "/about.html" && Interlocked.Increment(ref asked) == 1 ? [] : body;

        var looks = await RunAsync(new WatchLimits(For: TimeSpan.FromMinutes(2), EndsOnFailure: true));

        Assert.Equal(LookState.Suspect, looks[0].State);
        Assert.All(looks.Skip(1), look => Assert.Equal(LookState.Right, look.State));
        Assert.All(looks, look => Assert.Empty(look.Began));
        Assert.True(looks.Count >= 3);
    }

    [Fact]
    public async Task Header_drift_is_told_once_when_it_begins_and_once_when_it_ends()
    {
        List<Look> looks = [];
        await foreach (var look in Watch().RunAsync(new WatchLimits(), CancellationToken.None))
        {
            looks.Add(look);
            if (look.Number == 1)
            {
                _server.Spoil = (context, body) =>
                {
                    context.Response.Headers.Set("X-Frame-Options", "SAMEORIGIN");
                    return body;
                };
            }
            else if (look.Number == 6)
            {
                _server.Spoil = (_, body) => body;
            }
            else if (look.Number == 8)
            {
                break;
            }
        }

        Assert.Equal(
            [LookState.Right, LookState.Suspect, LookState.Failing, LookState.Failing, LookState.Failing, LookState.Failing, LookState.Right, LookState.Right],
            looks.Select(look => look.State));
        var began = looks.Where(look => look.Began.Length > 0).ToList();
        Assert.Equal(3, Assert.Single(began).Number);
        Assert.All(began[0].Began, concern => Assert.Equal("drift.header", concern.Finding.Code));
        var ended = looks.Where(look => look.Ended.Length > 0).ToList();
        Assert.Equal(7, Assert.Single(ended).Number);
        Assert.Equal(began[0].Began.Select(concern => concern.Subject).Order(), ended[0].Ended.Select(concern => concern.Subject).Order());

        // Known to fail, it is asked less often each time, and again each minute when it is right.
        Assert.True(looks[3].Wait > looks[2].Wait && looks[4].Wait > looks[3].Wait, string.Join(", ", looks.Select(look => look.Wait)));
        Assert.Equal(Minute, looks[6].Wait);
    }

    [Fact]
    public async Task A_site_that_is_not_there_is_one_concern_and_is_asked_for_its_root_alone()
    {
        _server.Dispose();

        var looks = await RunAsync(new WatchLimits(EndsOnFailure: true));

        Assert.Equal(2, looks.Count);
        Assert.All(looks, look => Assert.Equal((1, 1, 1.0), (look.Asked, look.Wrong, look.Failed)));
        Assert.Equal("live.unanswered", Assert.Single(looks[1].Began).Finding.Code);
        Assert.Null(looks[1].Cause);
    }

    [Fact]
    public async Task An_error_of_the_server_counts_as_a_failed_request()
    {
        _server.Spoil = (context, body) =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.BadGateway;
            return body;
        };

        var looks = await RunAsync(new WatchLimits(Once: true));

        Assert.Equal(1, looks[0].Failed);
        Assert.All(looks[1].Began, concern => Assert.Equal("drift.status", concern.Finding.Code));
        Assert.IsType<Cause.Unknown>(looks[1].Cause);
    }

    [Fact]
    public async Task Bytes_of_a_release_that_was_certified_before_are_recognised()
    {
        var before = Foresee(new(Files, StringComparer.Ordinal) { ["about.html"] = "<p>as it was" });
        Spoil("/about.html", "<p>as it was");
        EarlierRelease release = new("aa", DateTimeOffset.UnixEpoch, before.Subjects.Where(subject => subject.Name.StartsWith("file:", StringComparison.Ordinal))
            .ToDictionary(subject => subject.Name["file:".Length..], subject => subject.Digests).ToImmutableDictionary());

        var looks = new List<Look>();
        await foreach (var look in Watch(attribution: new Attribution(null, [release])).RunAsync(new WatchLimits(Once: true), CancellationToken.None))
        {
            looks.Add(look);
        }

        Assert.Equal("aa", Assert.IsType<Cause.OlderRelease>(looks[^1].Cause).Certificate);
    }

    [Fact]
    public async Task A_host_whose_certificate_is_not_valid_is_sent_no_request()
    {
        using var root = TlsServer.Root();
        using TlsServer server = new(TlsServer.Issue(root, "elsewhere.example.org", DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(50)));

        List<Look> looks = [];
        await foreach (var look in Watch(server.Address, new TlsReading(_time, [root])).RunAsync(new WatchLimits(EndsOnFailure: true), CancellationToken.None))
        {
            looks.Add(look);
        }

        Assert.Equal("tls.wrong-name", Assert.Single(looks[^1].Began).Finding.Code);
        Assert.All(looks, look => Assert.Equal((0, 1.0), (look.Asked, look.Failed)));
        Assert.Equal(0, server.Octets);
    }

    [Fact]
    public async Task A_certificate_that_is_replaced_while_it_is_watched_is_told_once_and_what_was_wrong_with_the_old_one_ends()
    {
        using var root = TlsServer.Root();
        var (soon, late) = (DateTimeOffset.UtcNow.AddDays(10), DateTimeOffset.UtcNow.AddDays(90));
        using TlsServer server = new(TlsServer.Issue(root, "localhost", DateTimeOffset.UtcNow.AddDays(-1), soon));

        List<Look> looks = [];
        await foreach (var look in Watch(server.Address, new TlsReading(_time, [root])).RunAsync(new WatchLimits(), CancellationToken.None))
        {
            looks.Add(look);
            if (look.Number == 2)
            {
                server.Renew(TlsServer.Issue(root, "localhost", DateTimeOffset.UtcNow.AddDays(-1), late));
            }
            else if (look.Number == 4)
            {
                break;
            }
        }

        Assert.Contains(looks[0].Began, concern => concern.Finding.Code == "tls.ends-soon");
        Assert.Equal([false, false, true, false], looks.Select(look => look.Replaced is not null));
        Assert.Equal(soon, looks[2].Replaced!.Was, TimeSpan.FromSeconds(1));
        Assert.Equal(late, looks[2].Replaced!.Expires, TimeSpan.FromSeconds(1));
        Assert.Contains(looks[2].Ended, concern => concern.Finding.Code == "tls.ends-soon");
    }

    [Fact]
    public async Task A_release_whose_certificate_is_taken_back_while_it_is_watched_fails_and_one_that_runs_out_is_told()
    {
        Standing standing = new();
        List<Look> looks = [];
        await foreach (var look in Watch(standing: standing).RunAsync(new WatchLimits(), CancellationToken.None))
        {
            looks.Add(look);
            standing.Says = look.Number switch
            {
                1 => Finding.Warning("certificate.expired", "it expired"),
                2 => Finding.Error("certificate.revoked", "it was taken back"),
                4 => null,
                _ => standing.Says,
            };
            if (look.Number == 5)
            {
                break;
            }
        }

        Assert.Equal("certificate.expired", Assert.Single(looks[1].Began).Finding.Code);
        Assert.Equal("certificate.revoked", Assert.Single(looks[3].Began).Finding.Code);
        Assert.Equal("certificate.revoked", Assert.Single(looks[4].Ended).Finding.Code);
        Assert.Equal([LookState.Right, LookState.Right, LookState.Suspect, LookState.Failing, LookState.Right], looks.Select(look => look.State));
        Assert.All(looks, look => Assert.Equal((0, 0.0), (look.Wrong, look.Failed)));
    }

    [Fact]
    public async Task Somebody_who_acted_has_it_looked_at_soon()
    {
        Spoil("/about.html", body: "<p>ABOUT");
        var watch = Watch();
        var before = TimeSpan.Zero;
        List<TimeSpan> waits = [];
        await foreach (var look in watch.RunAsync(new WatchLimits(), CancellationToken.None))
        {
            waits.Add(_time.Waited - before);
            before = _time.Waited;
            if (look.Number == 5)
            {
                watch.LookSoon();
            }
            else if (look.Number == 6)
            {
                break;
            }
        }

        Assert.True(waits[4] > Minute, $"{waits[4]}");
        Assert.True(waits[5] < TimeSpan.FromSeconds(10), $"{waits[5]}");
    }

    [Fact]
    public async Task Cancelling_ends_it_and_the_look_that_is_not_finished_counts_for_nothing()
    {
        using CancellationTokenSource stop = new();
        List<Look> looks = [];
        await foreach (var look in Watch().RunAsync(new WatchLimits(), stop.Token))
        {
            looks.Add(look);
            if (looks.Count == 2)
            {
                _server.Spoil = (_, body) =>
                {
                    stop.Cancel();
                    return body;
                };
            }
        }

        Assert.Equal(2, looks.Count);
    }

    [Fact]
    public async Task After_twenty_looks_the_next_is_foretold()
    {
        var looks = await RunAsync(new WatchLimits(For: TimeSpan.FromMinutes(30)));

        Assert.IsType<FailureForecast.TooLittle>(looks[19].Forecast);
        Assert.Equal(0.5 / 21, Assert.IsType<FailureForecast.Said>(looks[20].Forecast).Probability, 9);
        Assert.Equal(10, looks[^1].Tally.Scored);
    }

    [Fact]
    public async Task Answers_that_get_slower_look_after_look_are_a_trend_and_steady_ones_are_none()
    {
        var steady = await RunAsync(new WatchLimits(For: TimeSpan.FromMinutes(15)));
        var milliseconds = 0;
        List<Look> slower = [];
        _server.Spoil = (_, body) =>
        {
            // Moves the watch's clock on.
            Task.Delay(TimeSpan.FromMilliseconds(Volatile.Read(ref milliseconds)), _time).GetAwaiter().GetResult();
            return body;
        };
        await foreach (var look in Watch().RunAsync(new WatchLimits(For: TimeSpan.FromMinutes(20)), CancellationToken.None))
        {
            slower.Add(look);
            Interlocked.Add(ref milliseconds, 10);
        }

        Assert.All(steady, look => Assert.Null(look.Latency));
        Assert.All(slower.Take(9), look => Assert.Null(look.Latency));
        Assert.True(slower[^1].Latency is { Low: > 100 }, $"{slower[^1].Latency}");
        Assert.All(slower, look => Assert.Null(look.Errors));
    }

    [Fact]
    public async Task Real_nginx_that_serves_another_release_is_seen_to_drift_and_the_right_one_is_not()
    {
        Assert.SkipUnless(HostServer.Program is not null, "nginx is missing");
        var edited = Foresee(new(Files, StringComparer.Ordinal) { ["about.html"] = "<p>edited", ["_headers"] = "/*\n  X-Frame-Options: SAMEORIGIN\n" });
        using HostServer nginx = new(WebServerKind.Nginx, [_bundle.Foresight, edited.Foresight]);

        List<Look> right = [];
        List<Look> wrong = [];
        await foreach (var look in Watch(nginx.Addresses[0]).RunAsync(new WatchLimits(For: TimeSpan.FromMinutes(3)), CancellationToken.None))
        {
            right.Add(look);
        }

        await foreach (var look in Watch(nginx.Addresses[1]).RunAsync(new WatchLimits(EndsOnFailure: true), CancellationToken.None))
        {
            wrong.Add(look);
        }

        Assert.All(right, look => Assert.True(look.State == LookState.Right, string.Join('\n', look.Suspected.Select(concern => concern.Finding.Message))));
        var codes = wrong[^1].Began.Select(concern => concern.Finding.Code).Distinct().Order();
        Assert.Equal(["drift.content", "drift.header"], codes);
        Assert.Contains(wrong[^1].Began, concern => concern is { Subject: "GET /about.html", Kind: ConcernKind.Content });
    }

    public void Dispose()
    {
        _check.Dispose();
        _server.Dispose();
    }

    private static SiteBundle Foresee(Dictionary<string, string> files) =>
        SiteBundle.Of(Simulator, Platform.Host, SiteFolder.Of(files), DeployContext.Production, CancellationToken.None)!;

    private void Spoil(string address, string body) =>
        _server.Spoil = (context, whole) => context.Request.RawUrl == address ? System.Text.Encoding.UTF8.GetBytes(body) : whole;

    private SiteWatch Watch(Uri? address = null, TlsReading? tls = null, Attribution? attribution = null, IReleaseStanding? standing = null) => new(
        new WatchSubject(address ?? _server.Address, null, Platform.Host, WatchedSite.Of(_bundle), attribution ?? new Attribution(null, []), standing),
        _check, tls ?? new TlsReading(_time), FailureTally.Nothing, Minute, _time, new SeededChance(3));

    private sealed class Standing : IReleaseStanding
    {
        public Finding? Says { get; set; }

        public Task<Finding?> LookAsync(CancellationToken cancel) => Task.FromResult(Says);
    }

    private async Task<List<Look>> RunAsync(WatchLimits limits)
    {
        List<Look> looks = [];
        await foreach (var look in Watch().RunAsync(limits, CancellationToken.None))
        {
            looks.Add(look);
        }

        return looks;
    }
}
