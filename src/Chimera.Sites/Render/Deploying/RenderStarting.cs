using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Render.Deploying;

/// <summary>
/// Starts deploys: by the API, or by a hook for who has no API key that may. Either is asked once; the list of deploys tells the rest.
/// </summary>
/// <param name="hook">Null where the API starts them.</param>
internal sealed class RenderStarting(RenderApi api, ApiSession? hook)
{
    /// <summary>The hook decides what it builds; the API builds what it was told, or nothing.</summary>
    public bool IsByHook => hook is not null;

    /// <param name="built">A deploy of the commit that need not be built again; null when there is none.</param>
    public async Task<Reply> StartAsync(string commit, RenderDeploy? built, CancellationToken cancel)
    {
        var back = built is null ? null : await api.RollBackAsync(built.Id, cancel);
        return back is not null && (hook is null || back is not Reply.Refused) ? back
            : hook is null ? await api.CreateAsync(commit, cancel) : await HookAsync(hook, commit, cancel);
    }

    private static async Task<Reply> HookAsync(ApiSession hook, string commit, CancellationToken cancel)
    {
        ApiRequest request = new(HttpMethod.Post, "")
        {
            AddressOf = secret => RenderHook.AddressOf(secret, commit), Repeatable = false, IsRead = false,
        };
        // Its words are not shown: they could hold the key, which is a part of the secret.
        return await hook.SendAsync(request, cancel) switch
        {
            ApiReply.Answered => new Reply.Done(),
            ApiReply.Refused refused => Replies.Refuse(
                "render.hook-refused", $"Render's deploy hook answered {refused.Status}",
                "see whether the hook was regenerated at Render, and whether the commit is one of the service's repository"),
            var other => RenderTrouble.Words.Of(other, "start a deploy by its hook", why => new Reply.Lost(why)),
        };
    }
}
