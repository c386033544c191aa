using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Publishing.Live;

/// <summary>Asks a release for what was foreseen of it where nobody else does, until it answers so or its time is over.</summary>
internal sealed class DraftCheck(LiveCheck live, Platform platform, TimeProvider time)
{
    // Platforms keep search engines from what is not the site itself.
    private const string KeptFromSearch = "X-Robots-Tag";

    public async Task<DraftOutcome> RunAsync(
        TargetId target, SiteDeploy draft, ImmutableArray<ForeseenAnswer> answers, TimeSpan patience, CancellationToken cancel)
    {
        var begun = time.GetTimestamp();
        var foreseen = answers.Select(AsDraft).ToList();
        var additions = HeaderAdditions.Of(platform, answers).OnDraft();
        for (var look = 0; ; look++)
        {
            var report = await live.RunAsync(draft.Address!, name: null, additions, foreseen, cancel);
            switch (report.Verdict(target))
            {
                case Health.Healthy:
                    return new DraftOutcome.Ready(draft.Id, draft.Address!, report.Asked, report.Unasked);
                case Health.Unhealthy { Why: var why } when time.GetElapsedTime(begun) >= patience:
                    return new DraftOutcome.Failed(
                        Finding.Error(
                            "sites.draft-differs", $"the draft at {draft.Address} is not as foreseen, and was shown to nobody: {why.Message}",
                            "see what was foreseen, and why, with 'chimera simulate --request'", target: target),
                        draft.Address);
            }

            await Task.Delay(Pauses.BeforePoll(look), time, cancel);
        }
    }

    private static ForeseenAnswer AsDraft(ForeseenAnswer answer) => answer with
    {
        Response = answer.Response with
        {
            Headers = answer.Response.Headers.RemoveAll(header => header.Key.Equals(KeptFromSearch, StringComparison.OrdinalIgnoreCase)),
        },
    };
}
