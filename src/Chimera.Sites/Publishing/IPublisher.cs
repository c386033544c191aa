using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Sites.Publishing;

/// <summary>Carries one site's releases to one platform or host; <see cref="IExecute"/> for that target alone.</summary>
internal interface IPublisher
{
    Task<Sighting> ObserveAsync(CancellationToken cancel);

    /// <summary>Whether it is still as it was just found, before anything is sent that nobody sees.</summary>
    Task<Sighting> LookAgainAsync(CancellationToken cancel) => ObserveAsync(cancel);

    /// <param name="release">Null when it is to be there already: it was released before, and its files are no longer at hand.</param>
    Task<Reply> PrepareAsync(Order order, Release? release, IProgress<string> progress, CancellationToken cancel);

    /// <summary>Brings a release there so that no visitor sees it, and sees whether it answers as foreseen.</summary>
    Task<DraftOutcome> DraftAsync(Step step, Release release, IProgress<string> progress, CancellationToken cancel) =>
        Task.FromResult<DraftOutcome>(DraftOutcome.NotHidden(step.Id));

    Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel);

    /// <summary>Whether the order's release is what visitors get, and answers as foreseen.</summary>
    Task<Health> VerifyAsync(Order order, Dossier dossier, CancellationToken cancel);

    Task<Reply> CommitAsync(Order order, CancellationToken cancel);

    Task<Reply> RevertAsync(Order order, CancellationToken cancel);
}
