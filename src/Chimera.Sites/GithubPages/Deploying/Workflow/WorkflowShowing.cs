using System.Globalization;
using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>
/// Deploys the artifact that holds a release, and waits until GitHub says what came of it. One that takes too long is told to stop.
/// </summary>
/// <param name="note">Told of a deployment that may be under way, and of none when it is over.</param>
internal sealed class WorkflowShowing(
    WorkflowApi api, PagesJob job, GenerationId generation, Action<string?> note, TimeProvider time, IChance chance)
{
    private const int MostCreations = 6;

    // As long as a rollout asks a platform again that says other than what it was told.
    private const int MostLooks = 6;

    // About ten minutes, as GitHub's own action waits.
    private const int MostPolls = 65;

    public async Task<Reply> RunAsync(CancellationToken cancel)
    {
        if (job.Trouble() is { } elsewhere)
        {
            return elsewhere;
        }

        var found = await FindAsync(cancel);
        if (found.Value is not { Artifact: { } artifact } record)
        {
            return found.Trouble!;
        }

        if (await api.KeepsAsync(artifact, cancel) is { } gone)
        {
            return gone;
        }

        // Names the release, and this attempt to show it: by it the deployment is found when no answer comes.
        var version = string.Create(
            CultureInfo.InvariantCulture, $"{generation.Value.Split(':')[^1]}-{time.GetUtcNow().ToUnixTimeMilliseconds()}");
        note(version);
        var made = await CreateAsync(artifact, version, cancel);
        var shown = made is Reply.Done ? await UntilShownAsync(version, cancel) : made;
        if (shown is not Reply.Lost)
        {
            note(null);
        }

        if (shown is Reply.Done)
        {
            await api.TellAsync(record, cancel);
        }

        return shown;
    }

    private async Task<Asked<PagesRecord>> FindAsync(CancellationToken cancel)
    {
        for (var look = 0; ; look++)
        {
            var records = await api.RecordsAsync(cancel);
            if (records.Value is not { } known)
            {
                return records.Trouble!;
            }

            if (known.Find(record => record.Generation == generation) is { } record)
            {
                return record;
            }

            if (look == MostLooks)
            {
                return new Reply.Refused(Finding.Error(
                    "pages.not-staged", $"GitHub's list of deployments names no artifact that holds {generation}",
                    "deploy it from its files"))
                {
                    ForGood = true,
                };
            }

            await Task.Delay(Pauses.BeforePoll(look), time, cancel);
        }
    }

    /// <returns>Done when GitHub has such a deployment.</returns>
    private async Task<Reply> CreateAsync(string artifact, string version, CancellationToken cancel)
    {
        var isUnclear = false;
        for (var attempt = 0; ; attempt++)
        {
            var identity = await new JobIdentity(job, time, chance).AskAsync(cancel);
            if (identity.Value is null)
            {
                return isUnclear ? Replies.Lost(identity.Trouble!) : identity.Trouble!;
            }

            var reply = await api.DeployAsync(artifact, version, identity.Value, cancel);
            if (reply is ApiReply.Answered)
            {
                return new Reply.Done();
            }

            isUnclear |= reply is ApiReply.Unclear;
            var trouble = WorkflowWords.Words.Of(reply, "deploy the artifact");
            // 400 is also what GitHub says while another deployment is under way, or this one is.
            var mayBe = reply is ApiReply.Unclear or ApiReply.Refused { Status: 400 };
            if (mayBe && await api.StatusAsync(version, cancel) is { Value.Status: not null })
            {
                return new Reply.Done();
            }

            if (!mayBe || attempt == MostCreations - 1)
            {
                return isUnclear ? Replies.Lost(trouble) : trouble;
            }

            await Task.Delay(Pauses.BeforePoll(attempt + MostLooks), time, cancel);
        }
    }

    private async Task<Reply> UntilShownAsync(string version, CancellationToken cancel)
    {
        var over = await Waiting.UntilAsync(
            PagesDeployment.None, deployment => Task.FromResult(Judge(deployment)), _ => api.StatusAsync(version, cancel), MostPolls,
            deployment => new Reply.Unreachable(TooLong(deployment)), Replies.Lost, time, cancel);
        if (over is not Reply.Unreachable late)
        {
            return over;
        }

        await api.CancelAsync(version, cancel);
        var seen = await api.StatusAsync(version, cancel);
        return (seen.Value is { } deployment ? Judge(deployment) : null) ?? new Reply.Lost(late.Why);
    }

    private static Reply? Judge(PagesDeployment deployment) => deployment switch
    {
        { IsShown: true } => new Reply.Done(),
        { IsDead: true } => Replies.Refuse(
            "pages.deployment-failed", $"GitHub did not publish the artifact: {deployment.Status}; visitors have what they had",
            "see the repository's deployments, and deploy again"),
        { IsLost: true } => new Reply.Lost(TooLong(deployment)),
        _ => null,
    };

    private static Finding TooLong(PagesDeployment deployment) => PagesTrouble.NotLive(
        $"GitHub does not say that the artifact is published; its deployment is {deployment.Status ?? "not begun"}");
}
