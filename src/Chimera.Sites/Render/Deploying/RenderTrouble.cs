using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Render.Deploying;

/// <summary>What is replied when Render does not do what it was asked.</summary>
internal static class RenderTrouble
{
    public static readonly PlatformWords Words = new RenderWords();

    public static Reply ServiceNotFound(string service) => Replies.Refuse(
        "render.service-not-found", $"Render knows no service '{service}' that this API key may see",
        "give the id that Render's dashboard shows: srv-…");

    public static Reply BlueprintNotFound(string blueprint) => Replies.Refuse(
        "render.blueprint-not-found", $"Render knows no Blueprint '{blueprint}' that this API key may see",
        "give the id that Render's dashboard shows: exs-…");
}
