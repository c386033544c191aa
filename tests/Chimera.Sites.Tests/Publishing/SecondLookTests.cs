using System.Net;
using System.Text;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Sites.Certification;
using Chimera.Sites.Folder;
using Chimera.Sites.Host;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing.Live;

namespace Chimera.Sites.Tests.Publishing;

/// <summary>What of a host's wrong answers is final, and what may only be of the moment.</summary>
public sealed class SecondLookTests : IDisposable
{
    private const string New = "sha256:new";
    private const string Old = "sha256:old";

    private static readonly SiteBundle Bundle = SiteBundle.Of(
        new SiteSimulator(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System), Platform.Host,
        SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["_redirects"] = "/old /about 301\n",
            ["_headers"] = "/*\n  X-Frame-Options: DENY\n",
            ["index.html"] = "<p>home",
            ["about.html"] = "<p>about",
        }), DeployContext.Production, CancellationToken.None)!;

    private readonly RespondingServer _server = new(Bundle.Foresight);
    private int _asked;

    [Fact]
    public async Task What_the_release_itself_answers_wrongly_twice_is_wrong_for_good()
    {
        Answer((_, _) => "defaced"u8.ToArray());

        var wrong = Assert.IsType<Health.Wrong>(await JudgeAsync());

        Assert.Equal("live.differs", wrong.Why.Code);
        Assert.Contains("GET /index.html does not send the bytes", wrong.Why.Message, StringComparison.Ordinal);
        Assert.Contains("asked again it answered the same", wrong.Why.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Another_status_that_stays_is_wrong_for_good(int status)
    {
        Answer((context, body) =>
        {
            context.Response.StatusCode = status;
            // As nginx does after a 500.
            context.Response.KeepAlive = status != 500;
            return body;
        });

        Assert.IsType<Health.Wrong>(await JudgeAsync());
    }

    [Fact]
    public async Task A_header_or_a_location_that_stays_another_is_wrong_for_good()
    {
        Answer((context, body) =>
        {
            context.Response.Headers["X-Frame-Options"] = "SAMEORIGIN";
            return body;
        });
        Assert.IsType<Health.Wrong>(await JudgeAsync());

        Answer(
            (context, body) =>
            {
                context.Response.Headers["Location"] = "/elsewhere";
                return body;
            },
            of: "/old");
        Assert.IsType<Health.Wrong>(await JudgeAsync());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task What_says_that_it_is_of_the_moment_is_not_final(int status)
    {
        Answer((context, body) =>
        {
            context.Response.StatusCode = status;
            return body;
        });

        Assert.IsType<Health.Unhealthy>(await JudgeAsync());
    }

    [Fact]
    public async Task What_is_right_the_second_time_is_not_final()
    {
        Answer((_, body) => Interlocked.Increment(ref _asked) == 1 ? "half"u8.ToArray() : body);

        Assert.IsType<Health.Unhealthy>(await JudgeAsync());
    }

    [Fact]
    public async Task What_is_wrong_in_another_way_the_second_time_is_not_final()
    {
        Answer((_, _) => Encoding.ASCII.GetBytes($"{Interlocked.Increment(ref _asked)}"));

        Assert.IsType<Health.Unhealthy>(await JudgeAsync());
    }

    /// <summary>As while nginx takes a configuration in: some connections go to a worker of before, and only then to one of after.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_worker_of_before_answers_is_not_the_release(bool isStillThere)
    {
        var isThere = true;
        Answer((_, body) => isThere ? "of before"u8.ToArray() : body, named: _ => isThere ? Old : New);
        using LiveCheck live = new(TimeProvider.System);
        var report = await live.RunAsync(_server.Address, Platform.Host, Bundle.Answers, CancellationToken.None);
        isThere = isStillThere;

        Assert.IsType<Health.Unhealthy>(await JudgeAsync(report));
    }

    [Fact]
    public async Task What_a_worker_of_before_answered_at_first_hides_nothing()
    {
        var isThere = true;
        Answer((_, _) => isThere ? "of before"u8.ToArray() : "defaced"u8.ToArray(), named: _ => isThere ? Old : New);
        using LiveCheck live = new(TimeProvider.System);
        var report = await live.RunAsync(_server.Address, Platform.Host, Bundle.Answers, CancellationToken.None);
        isThere = false;

        Assert.IsType<Health.Wrong>(await JudgeAsync(report));
    }

    [Fact]
    public async Task A_server_that_keeps_no_connection_proves_nothing()
    {
        Answer((_, _) => "defaced"u8.ToArray(), named: context =>
        {
            context.Response.KeepAlive = false;
            return New;
        });

        Assert.IsType<Health.Unhealthy>(await JudgeAsync());
    }

    [Fact]
    public async Task What_is_not_answered_is_not_final()
    {
        using LiveCheck live = new(TimeProvider.System);
        var report = await live.RunAsync(new Uri("http://127.0.0.1:1/"), Platform.Host, Bundle.Answers, CancellationToken.None);

        Assert.IsType<Health.Unhealthy>(await JudgeAsync(report));
    }

    public void Dispose() => _server.Dispose();

    /// <param name="of">The address that is answered so.</param>
    /// <param name="named">Which release is named; the new one by itself.</param>
    private void Answer(Func<HttpListenerContext, byte[], byte[]> spoil, string of = "/index.html", Func<HttpListenerContext, string>? named = null) =>
        _server.Spoil = (context, body) =>
        {
            if (context.Request.RawUrl != HostReleases.Marker)
            {
                return context.Request.RawUrl == of ? spoil(context, body) : body;
            }

            context.Response.StatusCode = 200;
            return Encoding.ASCII.GetBytes(named?.Invoke(context) ?? New);
        };

    private async Task<Health> JudgeAsync()
    {
        using LiveCheck live = new(TimeProvider.System);
        return await JudgeAsync(await live.RunAsync(_server.Address, Platform.Host, Bundle.Answers, CancellationToken.None));
    }

    private Task<Health> JudgeAsync(LiveReport report) => new SecondLook(TimeProvider.System).JudgeAsync(
        _server.Address, name: null, New, HeaderAdditions.Of(Platform.Host, Bundle.Answers), report.Differing, Assert.IsType<Health.Unhealthy>(report.Verdict(new TargetId("sites", "docs/host"))), CancellationToken.None);
}
