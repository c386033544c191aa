using System.Collections.Immutable;
using Chimera.Engine;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Tests.Publishing.States;

/// <summary>A realm of one target, which notes through which verbs the engine takes it.</summary>
internal sealed class StatedRealm(IPublisher publisher, StatedDeploys deploys, Release release, Dossier dossier) : IRealm
{
    private readonly List<string> _states = [];

    public string Name => "sites";

    /// <summary>In order, each once where it stays in it.</summary>
    public IEnumerable<string> States => _states.Where((state, index) => index == 0 || _states[index - 1] != state);

    public Task<Sighting> ObserveAsync(DeclaredTarget target, CancellationToken cancel)
    {
        // Looking is a part of whatever it is done for.
        if (_states.Count == 0)
        {
            Enter("Observe");
        }

        return publisher.ObserveAsync(cancel);
    }

    public Task<Reply> PrepareAsync(Order order, IProgress<string> progress, CancellationToken cancel) => Enter("Prepare").PrepareAsync(order, release, progress, cancel);

    public Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel) => Enter("Apply").ApplyAsync(order, progress, cancel);

    public Task<Health> VerifyAsync(Order order, CancellationToken cancel) => Enter("Verify").VerifyAsync(order, dossier, cancel);

    public Task<Reply> CommitAsync(Order order, CancellationToken cancel) => Enter("Commit").CommitAsync(order, cancel);

    public Task<Reply> RevertAsync(Order order, CancellationToken cancel) => Enter("Revert").RevertAsync(order, cancel);

    public Task<ImmutableArray<DeclaredTarget>> DeclareAsync(
        Node section, string folder, RolloutPolicy defaults, Engine.Validation.Findings findings, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<TargetId, Resolution>> ResolveAsync(IReadOnlyList<DeclaredTarget> targets, CancellationToken cancel) => throw new NotSupportedException();

    public Task<Difference> CompareAsync(DeclaredTarget target, GenerationId? from, GenerationId to, CancellationToken cancel) => throw new NotSupportedException();

    public Task<ImmutableArray<Finding>> ForeseeAsync(Plan plan, CancellationToken cancel) => throw new NotSupportedException();

    private IPublisher Enter(string state)
    {
        deploys.State = state;
        _states.Add(state);
        return publisher;
    }
}
