using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Watching.Causes;

/// <summary>Asks a platform's API which deploy is live. Why it cannot be asked is told once.</summary>
/// <param name="last">The release that Chimera last committed there.</param>
internal sealed class PlatformWitness(IDeploys deploys, GenerationId last) : IWitness
{
    private string? _told;

    public async Task<Testimony> AskAsync(CancellationToken cancel) => await deploys.LookAsync(cancel) switch
    {
        DeploysLook.Seen { Live: null } => new Testimony.Silent("the platform says that nothing is published"),
        DeploysLook.Seen { Live: { } live } when live.Generation == last =>
            new Testimony.AsLeft($"the deploy that is live is the last one made here, {live.Id}"),
        DeploysLook.Seen { Live: { } live } seen => new Testimony.Elsewhere(live, $"{DescriptionOf(live)}; {LastOf(seen)}"),
        DeploysLook.Unseen unseen => Untold(unseen),
        _ => throw new InvalidOperationException("no such look"),
    };

    private static string DescriptionOf(SiteDeploy live) => live.Generation is { } other
        ? $"deploy {live.Id} of {live.At:u} is live, of {other}"
        : $"deploy {live.Id} of {live.At:u} is live and was not made by Chimera";

    private string LastOf(DeploysLook.Seen seen) => seen.Available.FirstOrDefault(deploy => deploy.Generation == last) is { } ours
        ? $"the last one made here is {ours.Id}"
        : $"the last one made here, of {last}, is not there any more";

    private Testimony.Silent Untold(DeploysLook.Unseen unseen)
    {
        var first = _told != unseen.Why.Message;
        _told = unseen.Why.Message;
        return new Testimony.Silent($"the platform did not say which deploy is live{(first ? $": {unseen.Why.Message}" : ", as before")}");
    }
}
