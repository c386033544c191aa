using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Sites.Publishing;

/// <summary>
/// The deploys of one site on a platform that is reached by an API or by git. Every verb may be repeated without harm, never throws for what the platform
/// or the network does, and keeps the platform's rate limits.
/// </summary>
public interface IDeploys
{
    Task<DeploysLook> LookAsync(CancellationToken cancel);

    /// <summary>As <see cref="LookAsync"/>, for who asks only what is live: what else is available may be left out.</summary>
    Task<DeploysLook> LiveAsync(CancellationToken cancel) => LookAsync(cancel);

    /// <summary>
    /// Brings a release there so that no visitor sees it. What is there is not sent again, also after a cut. Done when <see cref="ShowAsync(GenerationId, CancellationToken)"/> needs nothing more to be sent.
    /// Where a platform knows no hidden deploys, it makes ready what it can.
    /// </summary>
    Task<Reply> StageAsync(Release release, IProgress<string> progress, CancellationToken cancel);

    /// <summary>Where a release that was staged from here can be asked before anybody sees it.</summary>
    /// <returns>Null where the platform keeps nothing hidden.</returns>
    SiteDeploy? Staged(GenerationId generation) => null;

    /// <summary>Shows a release that was staged, or an earlier one, to visitors. Done when the platform says that it is live.</summary>
    Task<Reply> ShowAsync(GenerationId generation, CancellationToken cancel);

    /// <summary>As <see cref="ShowAsync(GenerationId, CancellationToken)"/>, for who has just asked what is live: nobody need ask again.</summary>
    /// <param name="now">What the platform has just said.</param>
    async Task<Shown> ShowAsync(GenerationId generation, DeploysLook.Seen now, CancellationToken cancel) =>
        new(await ShowAsync(generation, cancel), Now: null);
}
