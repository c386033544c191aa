using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Sites.Publishing;

/// <summary>
/// One site's place on one host, where releases stand side by side as immutable folders and one of them is live. The host itself goes back when nobody says
/// that a trial was good. The verbs are those of <see cref="IExecute"/>, and their orders carry the site's generations.
/// </summary>
public interface IReleaseHost
{
    /// <summary>The host's name or address, where the network finds it.</summary>
    Task<string> AddressAsync(CancellationToken cancel);

    Task<Sighting> ObserveAsync(CancellationToken cancel);

    /// <summary>Which files of a release that stands there somebody changed; nothing is put back.</summary>
    Task<HostInspection> InspectAsync(GenerationId generation, CancellationToken cancel);

    /// <summary>Brings the folder there, as far as it is not there already, and protects it and the one before it.</summary>
    /// <param name="release">Null when it is to be there already.</param>
    Task<Reply> PrepareAsync(Order order, HostRelease? release, IProgress<string> progress, CancellationToken cancel);

    Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel);

    /// <summary>Whether the trial still stands. What visitors get is not asked here.</summary>
    Task<Health> VerifyAsync(Order order, CancellationToken cancel);

    Task<Reply> CommitAsync(Order order, CancellationToken cancel);

    Task<Reply> RevertAsync(Order order, CancellationToken cancel);

    /// <summary>Lays a configuration over that of the release that is live, for a while: tested before it is taken in, and refused where that fails or something else is live.</summary>
    /// <param name="text">Null to take off what lies there.</param>
    Task<Reply> OverlayAsync(GenerationId live, byte[]? text, CancellationToken cancel);
}
