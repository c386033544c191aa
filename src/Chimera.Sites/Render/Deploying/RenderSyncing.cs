using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Render.Deploying;

/// <summary>
/// Proves that a Blueprint is the one of a release, and waits until Render has read it as it stands in the release's commit: headers and routes
/// are not built, they come with that.
/// </summary>
internal sealed class RenderSyncing(
    RenderApi api, RenderBlueprint blueprint, RenderService service, string commit, IProgress<string> progress, TimeProvider time)
{
    // About ten minutes.
    private const int MostPolls = 66;

    public async Task<Reply> RunAsync(RenderServiceState site, CancellationToken cancel)
    {
        var asked = await api.BlueprintAsync(blueprint.Id, cancel);
        if (asked.Value is not { } state)
        {
            return asked.Trouble!;
        }

        var path = await blueprint.File.PathAsync(cancel);
        var wanted = path is null ? null : await blueprint.File.ContentAsync(commit, path, cancel);
        if (path is null || wanted is null)
        {
            return Another($"the commit {commit} has no render.yaml in the site's folder");
        }

        if (Difference(state, site, path) is { } difference)
        {
            return Another(difference);
        }

        if (state.IsPaused)
        {
            return Replies.Refuse(
                "render.blueprint-paused", $"the Blueprint {blueprint.Id} is paused at Render, so what it says of headers and routes never comes to visitors",
                "resume it at Render, or leave 'blueprint:' out");
        }

        var first = await api.SyncsAsync(blueprint.Id, cancel);
        return first.Value is null ? first.Trouble! : await Waiting.UntilAsync(
            first.Value, syncs => JudgeAsync(syncs, state, path, wanted, cancel), _ => api.SyncsAsync(blueprint.Id, cancel), MostPolls,
            _ => NotSynced("and has not for some minutes"), trouble => trouble, time, cancel);
    }

    /// <summary>What Render read last, and made so, decides; what came to nothing changed nothing.</summary>
    private async Task<Reply?> JudgeAsync(IReadOnlyList<RenderSync> syncs, RenderBlueprintState state, string path, string wanted, CancellationToken cancel)
    {
        foreach (var sync in syncs.OrderByDescending(sync => sync.At))
        {
            var isIt = await blueprint.File.ContentAsync(sync.Commit, path, cancel) == wanted;
            if (isIt && sync.IsDead)
            {
                return Replies.Refuse(
                    "render.blueprint-failed",
                    $"the sync {api.Shown(sync.Id)} of the Blueprint {blueprint.Id} with {api.Shown(sync.Commit)} ended as '{api.Shown(sync.State)}'; nothing was deployed",
                    "read what the sync says at Render, and correct render.yaml");
            }

            if (!sync.IsDone && !sync.IsDead)
            {
                progress.Report($"the Blueprint's sync {api.Shown(sync.Id)} is {api.Shown(sync.State)}");
                return null;
            }

            if (sync.IsDone)
            {
                return isIt ? new Reply.Done() : state.AutoSync ? null : NotSynced("and it does not by itself");
            }
        }

        return state.AutoSync ? null : NotSynced("and it does not by itself");
    }

    private string? Difference(RenderBlueprintState state, RenderServiceState site, string path) =>
        state.Manages is { } managed && !managed.Contains(service.Id) ? $"it does not manage the service {service.Id}"
        : site.Repository is { } repository && Plain(repository) != Plain(state.Repository)
            ? $"it is of {api.Shown(state.Repository)}, and the service of {api.Shown(repository)}"
        : state.Path.TrimStart('/') != path ? $"it is read from {api.Shown(state.Path)}, and the site's is {path}"
        : null;

    private Reply Another(string why) => Replies.Refuse(
        "render.blueprint-another", $"the Blueprint {blueprint.Id} is not the site's: {why}",
        "give the id of the Blueprint that Render's dashboard shows for the service");

    private Reply NotSynced(string why) => Replies.Refuse(
        "render.blueprint-not-synced", $"the Blueprint {blueprint.Id} was not synced with render.yaml as {commit} has it, {why}; nothing was deployed",
        "push the commit to the Blueprint's branch, and switch auto sync on or sync it by hand at Render");

    private static string Plain(string repository)
    {
        var plain = repository.TrimEnd('/').ToLowerInvariant();
        return plain.EndsWith(".git", StringComparison.Ordinal) ? plain[..^4] : plain;
    }
}
