using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>
/// Finds a release in the artifact that the job has uploaded, and notes at GitHub which one that is. No visitor sees any of it.
/// </summary>
internal sealed class WorkflowStaging(
    WorkflowApi api, WorkflowSite site, PagesJob job, ArtifactDownload download, ArtifactTree tree, GenerationId generation,
    IProgress<string> progress)
{
    public async Task<Reply> RunAsync(CancellationToken cancel)
    {
        if (job.Trouble() is { } elsewhere)
        {
            return elsewhere;
        }

        var address = await api.AddressAsync(cancel);
        var records = address.Value is null ? default : await api.RecordsAsync(cancel);
        if (records.Value is not { } known)
        {
            return (address.Trouble ?? records.Trouble)!;
        }

        var named = job.Artifact(site.Artifact);
        var before = known.Find(record => record.Generation == generation && (named.Value is null || record.Artifact == named.Value));
        if (before is not null && await api.KeepsAsync(before.Artifact!, cancel) is var gone and not Reply.Refused)
        {
            return gone ?? new Reply.Done();
        }

        if (named.Value is not { } artifact)
        {
            return named.Trouble!;
        }

        if (await download.CompareAsync(artifact, tree, cancel) is { } other)
        {
            return other;
        }

        progress.Report($"the artifact {artifact} is the release");
        return await api.RecordAsync(generation, artifact, job.Commit!, cancel);
    }
}
