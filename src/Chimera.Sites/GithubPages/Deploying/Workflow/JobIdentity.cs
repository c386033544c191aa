using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>
/// Asks GitHub for the job's identity: a token that says which workflow of which repository this is. It is asked for anew each time.
/// </summary>
internal sealed class JobIdentity(PagesJob job, TimeProvider time, IChance chance)
{
    public async Task<Asked<Secret>> AskAsync(CancellationToken cancel)
    {
        if (job.Trouble() is { } missing)
        {
            return missing;
        }

        var address = job.Address()!;
        using ApiClient client = new(address, job.Token, time, chance);
        Secret? identity = null;
        var reply = await client.DoAsync(async session =>
        {
            var answer = await session.SendAsync(new ApiRequest(HttpMethod.Get, address.PathAndQuery), cancel);
            if (answer is ApiReply.Answered { Body: var body } && ApiJson.Text(body, "value") is { } value)
            {
                identity = Secret.Of(value);
            }

            return identity is not null ? new Reply.Done()
                : answer is ApiReply.Unreached or ApiReply.Unclear ? WorkflowWords.Words.Of(answer, "say who this job is")
                : Replies.Refuse(
                    "pages.no-identity",
                    $"GitHub gives this job no identity{(answer is ApiReply.Refused no ? $": {no.Message} ({no.Status})" : "")}",
                    "give the job 'permissions: id-token: write'");
        }, cancel);
        return identity is not null ? identity : reply;
    }
}
