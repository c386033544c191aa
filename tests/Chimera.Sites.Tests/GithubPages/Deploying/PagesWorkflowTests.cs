using System.Text;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;
using Chimera.Sites.Tests.Netlify.Deploying;

namespace Chimera.Sites.Tests.GithubPages.Deploying;

/// <summary>A site that GitHub publishes from artifacts: what a job can show, and what is said of it.</summary>
public sealed class PagesWorkflowTests : IDisposable
{
    private readonly WorkflowBench _bench = new();

    private GithubWorkflow Workflow => _bench.Workflow;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_was_found_in_the_artifact_is_shown_by_a_deployment_that_names_it()
    {
        var release = WorkflowBench.ReleaseOf("one");
        _bench.Upload(release);
        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));
        Assert.Null(Workflow.Live);

        Assert.IsType<Reply.Done>(await _bench.ShowAsync(release));

        Assert.StartsWith(release.Generation.Value["sha256:".Length..] + "-", Workflow.Deployments.Single().Version, StringComparison.Ordinal);
        Assert.Equal("<p>page 1 one", Encoding.UTF8.GetString(Workflow.Live!["/page1.html"]));
        var seen = await _bench.LookAsync();
        Assert.Equal((release.Generation, new Uri(_bench.Github.Api, "site/")), (seen.Live!.Generation, seen.Address));
        Assert.Equal("success", Workflow.Records.Single().State);
    }

    [Fact]
    public async Task Going_back_deploys_the_earlier_artifact_and_uploads_nothing()
    {
        var first = WorkflowBench.ReleaseOf("one");
        await _bench.PublishAsync(first);
        await _bench.PublishAsync(WorkflowBench.ReleaseOf("two"));
        _bench.Artifact = null;
        var artifacts = Workflow.Artifacts.Count;
        Assert.Equal(2, (await _bench.LookAsync()).Available.Length);

        Assert.IsType<Reply.Done>(await _bench.ShowAsync(first));

        Assert.Equal((first.Generation, artifacts, 3), ((await _bench.LookAsync()).Live!.Generation, Workflow.Artifacts.Count, Workflow.Deployments.Count));
    }

    [Fact]
    public async Task What_GitHub_keeps_no_longer_cannot_be_gone_back_to_and_nobody_waits_for_it()
    {
        var first = WorkflowBench.ReleaseOf("one");
        await _bench.PublishAsync(first);
        var artifact = _bench.Artifact!.Value;
        var second = WorkflowBench.ReleaseOf("two");
        await _bench.PublishAsync(second);
        Workflow.Artifacts[artifact] = Workflow.Artifacts[artifact] with { IsExpired = true };

        var refused = Assert.IsType<Reply.Refused>(await _bench.ShowAsync(first));

        Assert.Equal(("pages.artifact-gone", true), (refused.Why.Code, refused.ForGood));
        var seen = await _bench.LookAsync();
        Assert.Equal(second.Generation, Assert.Single(seen.Available).Generation);
    }

    [Fact]
    public async Task What_is_staged_is_not_staged_again_and_needs_no_upload()
    {
        var release = WorkflowBench.ReleaseOf("one");
        _bench.Upload(release);
        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));
        _bench.Artifact = null;

        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));

        Assert.Single(Workflow.Records);
        Assert.Single(_bench.Github.Requests, request => request.Contains("/storage/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ACTIONS_ID_TOKEN_REQUEST_URL")]
    [InlineData("ACTIONS_ID_TOKEN_REQUEST_TOKEN")]
    [InlineData("GITHUB_SHA")]
    public async Task Outside_of_a_job_it_is_said_what_is_missing_before_anything_is_asked(string missing)
    {
        var release = WorkflowBench.ReleaseOf("one");
        await _bench.PublishAsync(release);
        var (job, requests) = (_bench.Job, _bench.Github.Requests.Count);
        _bench.Job = name => name == missing ? null : job(name);

        foreach (var reply in new[] { await _bench.StageAsync(WorkflowBench.ReleaseOf("two")), await _bench.ShowAsync(release) })
        {
            var why = Assert.IsType<Reply.Refused>(reply).Why;
            Assert.Equal("pages.no-job", why.Code);
            Assert.Contains(missing, why.Message, StringComparison.Ordinal);
            Assert.Contains("id-token: write", why.Remedy, StringComparison.Ordinal);
        }

        Assert.Equal(requests, _bench.Github.Requests.Count);
        // Anybody with a token may look.
        Assert.Equal(release.Generation, (await _bench.LookAsync()).Live!.Generation);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("../1")]
    [InlineData("1234567890123456789")]
    public async Task Without_an_artifacts_id_it_is_said_where_one_comes_from(string? id)
    {
        var job = _bench.Job;
        _bench.Job = name => name == "ARTIFACT_ID" ? id : job(name);

        var why = PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(WorkflowBench.ReleaseOf("one"))));

        Assert.Equal("pages.no-artifact", why.Code);
        Assert.Contains("artifact-id", why.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_without_an_identity_is_told_which_permission_it_lacks()
    {
        var release = WorkflowBench.ReleaseOf("one");
        _bench.Upload(release);
        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));
        Workflow.Permissions = ["pages"];

        var why = PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.ShowAsync(release)));

        Assert.Equal(("pages.no-identity", "give the job 'permissions: id-token: write'"), (why.Code, why.Remedy));
        Assert.Null(Workflow.Live);
    }

    [Fact]
    public async Task A_job_that_may_not_note_deployments_is_told_so_before_anything_is_shown()
    {
        var release = WorkflowBench.ReleaseOf("one");
        _bench.Upload(release);
        Workflow.Permissions = ["id-token"];

        var why = PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(release)));

        Assert.Equal("pages.token-refused", why.Code);
        Assert.Contains("deployments: write", why.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_GitHub_publishes_from_a_branch_is_not_deployed()
    {
        _bench.Github.BuildType = "legacy";

        Assert.Equal("pages.published-otherwise", PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(WorkflowBench.ReleaseOf("one")))).Code);

        Assert.Equal("pages.published-otherwise", Assert.IsType<DeploysLook.Unseen>(await _bench.Deploys.LookAsync(CancellationToken.None)).Why.Code);
    }

    [Theory]
    [InlineData("deployment_failed")]
    [InlineData("deployment_content_failed")]
    [InlineData("deployment_cancelled")]
    public async Task A_deployment_that_fails_leaves_visitors_what_they_had(string status)
    {
        var first = WorkflowBench.ReleaseOf("one");
        await _bench.PublishAsync(first);
        var second = WorkflowBench.ReleaseOf("two");
        _bench.Upload(second);
        Assert.IsType<Reply.Done>(await _bench.StageAsync(second));
        Workflow.EndsAs = status;

        var why = PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.ShowAsync(second)));

        Assert.Equal("pages.deployment-failed", why.Code);
        Assert.Contains(status, why.Message, StringComparison.Ordinal);
        Assert.Equal(first.Generation, (await _bench.LookAsync()).Live!.Generation);
    }

    [Fact]
    public async Task Of_one_that_GitHub_lost_nobody_says_that_it_failed()
    {
        var release = WorkflowBench.ReleaseOf("one");
        _bench.Upload(release);
        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));
        Workflow.EndsAs = "deployment_lost";

        Assert.Equal("pages.not-live", PagesBench.WhyOf(Assert.IsType<Reply.Lost>(await _bench.ShowAsync(release))).Code);
    }

    [Theory]
    [InlineData(true, typeof(Reply.Refused))]
    [InlineData(false, typeof(Reply.Lost))]
    public async Task One_that_takes_more_than_ten_minutes_is_cancelled(bool canCancel, Type reply)
    {
        var release = WorkflowBench.ReleaseOf("one");
        _bench.Upload(release);
        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));
        (Workflow.EndsAs, Workflow.CanCancel) = ("deployment_in_progress", canCancel);

        Assert.IsType(reply, await _bench.ShowAsync(release));

        Assert.InRange(_bench.Time.Waited.TotalMinutes, 9, 13);
        Assert.Contains(_bench.Github.Requests, request => request.EndsWith("/cancel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_one_is_under_way_of_which_nobody_knew_the_end_nothing_is_said_of_what_is_live()
    {
        var first = WorkflowBench.ReleaseOf("one");
        await _bench.PublishAsync(first);
        var second = WorkflowBench.ReleaseOf("two");
        _bench.Upload(second);
        Assert.IsType<Reply.Done>(await _bench.StageAsync(second));
        var isDown = false;
        _bench.Github.Faults = (_, operation) => (isDown |= operation.StartsWith("GET /repos/octocat/site/pages/deployments/", StringComparison.Ordinal)) ? Fault.CutBefore : Fault.None;
        Assert.IsType<Reply.Lost>(await _bench.ShowAsync(second));
        _bench.Github.Faults = (_, _) => Fault.None;

        // Visitors still get the old release, and not for long.
        Assert.Equal("<p>page 1 one", Encoding.UTF8.GetString(Workflow.Live!["/page1.html"]));
        Assert.Equal("pages.not-live", Assert.IsType<DeploysLook.Unseen>(await _bench.Deploys.LiveAsync(CancellationToken.None)).Why.Code);

        Workflow.Finish();
        Assert.Equal(second.Generation, (await _bench.LookAsync()).Live!.Generation);
    }

    [Fact]
    public async Task A_deployment_of_somebody_else_that_is_under_way_is_waited_for()
    {
        var release = WorkflowBench.ReleaseOf("one");
        _bench.Upload(release);
        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));
        Workflow.Deployments.Add(("theirs", _bench.Artifact!.Value, "deployment_in_progress"));

        Assert.IsType<Reply.Done>(await _bench.ShowAsync(release));

        Assert.Equal(["succeed", "succeed"], Workflow.Deployments.Select(deployment => deployment.Status));
    }

    [Fact]
    public async Task What_somebody_elses_job_published_is_seen_as_theirs_and_cannot_be_gone_back_to()
    {
        Workflow.PublishByHand("theirs");
        Workflow.Records.Add((999, new() { ["id"] = 999, ["task"] = "deploy", ["created_at"] = "2027-01-01T00:00:00Z" }, "in_progress"));

        var seen = await _bench.LookAsync();

        Assert.Equal($"deploy:{Workflow.Records[0].Id}", seen.Live!.State.Value);
        var refused = Assert.IsType<Reply.Refused>(await _bench.Deploys.ShowAsync(seen.Live.State, CancellationToken.None));
        Assert.Equal(("pages.not-staged", true), (refused.Why.Code, refused.ForGood));
    }

    [Fact]
    public async Task Where_nothing_was_published_nothing_is_live()
    {
        Workflow.PublishByHand("nothing came of it", state: "failure");
        Workflow.Live = null;

        Assert.Null((await _bench.LookAsync()).Live);
    }

    [Theory]
    [InlineData(500, "oops")]
    [InlineData(200, "<html>another page for everything")]
    public async Task A_site_that_does_not_say_which_release_it_is_is_not_guessed_at(int status, string text)
    {
        await _bench.PublishAsync(WorkflowBench.ReleaseOf("one"));
        _bench.Github.Between = async (request, answer) => request.Target.StartsWith("/site/", StringComparison.Ordinal)
            ? new(status, Encoding.UTF8.GetBytes(text), [])
            : await answer(request);

        Assert.Equal("pages.live-unknown", Assert.IsType<DeploysLook.Unseen>(await _bench.Deploys.LiveAsync(CancellationToken.None)).Why.Code);
    }

    [Theory]
    [InlineData(Fault.SlowDown)]
    [InlineData(Fault.SlowDownUntilReset)]
    [InlineData(Fault.Error500)]
    [InlineData(Fault.Error503)]
    [InlineData(Fault.Hold)]
    [InlineData(Fault.CutBefore)]
    [InlineData(Fault.CutAnswer)]
    [InlineData(Fault.HalfJson)]
    [InlineData(Fault.OtherJson)]
    [InlineData(Fault.Echo)]
    internal async Task Whatever_fails_once_the_old_release_is_live_or_the_new_one_and_nothing_secret_is_said(Fault fault)
    {
        await _bench.PublishAsync(WorkflowBench.ReleaseOf("first"));
        _bench.Github.Holding = _bench.Time.ReachLimits;
        for (var at = 0; ; at++)
        {
            var release = WorkflowBench.ReleaseOf($"{at}");
            _bench.Upload(release);
            var from = _bench.Github.Requests.Count;
            _bench.Github.Faults = (number, _) => number == from + at ? fault : Fault.None;

            List<Reply> replies = [await _bench.StageAsync(release)];
            if (replies[0] is Reply.Done)
            {
                replies.Add(await _bench.ShowAsync(release));
            }

            var isMet = _bench.Github.Requests.Count > from + at;
            _bench.Github.Faults = (_, _) => Fault.None;
            var said = string.Join('\n', replies.Select(reply => reply.ToString()).Concat(_bench.Told));
            Assert.All(
                [GitServer.Token, GithubWorkflow.RequestToken, GithubWorkflow.Identity, GithubWorkflow.Signature],
                secret => Assert.DoesNotContain(secret, said, StringComparison.OrdinalIgnoreCase));
            Assert.True(replies is [Reply.Done, Reply.Done] || fault is Fault.Echo or Fault.OtherJson, $"{fault} at {at}: {said}");
            Workflow.Finish();
            await _bench.PublishAsync(release);
            Assert.Equal(release.Generation, (await _bench.LookAsync()).Live!.Generation);
            if (!isMet)
            {
                Assert.True(at >= 8, $"only {at} requests were met");
                return;
            }
        }
    }

    [Fact]
    public async Task What_fails_for_good_is_unreachable_or_lost()
    {
        var release = WorkflowBench.ReleaseOf("one");
        _bench.Upload(release);
        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));
        var isDown = false;
        _bench.Github.Faults = (_, operation) => (isDown |= operation == "POST /repos/octocat/site/pages/deployments") ? Fault.CutBefore : Fault.None;

        Assert.Equal("pages.unreachable", PagesBench.WhyOf(Assert.IsType<Reply.Lost>(await _bench.ShowAsync(release))).Code);

        _bench.Github.Faults = (_, _) => Fault.CutBefore;
        Assert.Equal("pages.unreachable", PagesBench.WhyOf(Assert.IsType<Reply.Unreachable>(await _bench.ShowAsync(release))).Code);
        Assert.Equal(Severity.Error, PagesBench.WhyOf(Assert.IsType<Reply.Unreachable>(await _bench.StageAsync(WorkflowBench.ReleaseOf("two")))).Severity);
    }
}
