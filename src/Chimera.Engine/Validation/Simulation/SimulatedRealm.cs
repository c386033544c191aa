using System.Collections.Immutable;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>A realm of simulated targets, as one controller's adapter for it: it carries verbs over the links and puts broken ones in the port's words.</summary>
/// <param name="name">The realm's name in the plan.</param>
/// <param name="owner">The controller's name in the trace.</param>
internal sealed class SimulatedRealm(
    string name, string owner, SimulatedWorld world, IReadOnlyDictionary<TargetId, SimulatedLink> links, ICallWatch watch) : IRealm
{
    /// <summary>The realm of made-up scenarios.</summary>
    public const string RealmName = "sim";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => name;

    public Task<ImmutableArray<DeclaredTarget>> DeclareAsync(
        Node section, string folder, RolloutPolicy defaults, Findings findings, CancellationToken cancel) =>
        throw new NotSupportedException("a scenario is drawn or given, not declared");

    public Task<IReadOnlyDictionary<TargetId, Resolution>> ResolveAsync(IReadOnlyList<DeclaredTarget> targets, CancellationToken cancel) =>
        throw new NotSupportedException("a scenario comes with its plan");

    public Task<Difference> CompareAsync(DeclaredTarget target, GenerationId? from, GenerationId to, CancellationToken cancel) =>
        Task.FromResult(Difference.None);

    public Task<ImmutableArray<Finding>> ForeseeAsync(Plan plan, CancellationToken cancel) => Task.FromResult(ImmutableArray<Finding>.Empty);

    public async Task<Sighting> ObserveAsync(DeclaredTarget target, CancellationToken cancel)
    {
        var link = links[target.Id];
        var carried = await link.CallAsync(Verb.Observe, link.Target.SayWhatIsAsync, Patience, cancel);
        Sighting sighting = carried switch
        {
            Carried<Sighting>.Answered answered => answered.Value,
            Carried<Sighting>.NoConnection none => new Sighting.Unseen(none.Why),
            Carried<Sighting>.Broken broken => new Sighting.Unseen(broken.Why),
            _ => throw new InvalidOperationException("no such end of a call"),
        };
        world.Trace.Write(owner, $"observe {target.Id.Name}: {Describe(sighting)}");
        watch.Observed(target.Id, sighting);
        return sighting;
    }

    public Task<Reply> PrepareAsync(Order order, IProgress<string> progress, CancellationToken cancel) =>
        CallAsync(Verb.Prepare, order, target => target.PrepareAsync(order), Patience, cancel);

    /// <summary>As the fleet does it: what was never prepared, as after a crash of the controller, is prepared then.</summary>
    public async Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel)
    {
        var reply = await CallAsync(Verb.Apply, order, target => target.ApplyAsync(order), Patience, cancel);
        return reply is Reply.Refused { Why.Code: SimulatedTarget.Unprepared } && await PrepareAsync(order, progress, cancel) is Reply.Done
            ? await CallAsync(Verb.Apply, order, target => target.ApplyAsync(order), Patience, cancel)
            : reply;
    }

    public async Task<Health> VerifyAsync(Order order, CancellationToken cancel)
    {
        watch.Calling(order, Verb.Verify);
        var link = links[order.Step.Id];
        var carried = await link.CallAsync(Verb.Verify, () => link.Target.SayHealthAsync(order), Patience, cancel);
        Health health = carried switch
        {
            Carried<Health>.Answered answered => answered.Value,
            Carried<Health>.NoConnection none => new Health.Unhealthy(none.Why, Answered: false),
            Carried<Health>.Broken broken => new Health.Unhealthy(broken.Why, Answered: false),
            _ => throw new InvalidOperationException("no such end of a call"),
        };
        world.Reached.Count($"health.{health.GetType().Name}");
        watch.Checked(order.Step.Id, health);
        world.Trace.Write(owner, $"verify {order.Step.Id.Name}, {order.Wave}: {health.GetType().Name}");
        return health;
    }

    public Task<Reply> CommitAsync(Order order, CancellationToken cancel) =>
        CallAsync(Verb.Commit, order, target => target.CommitAsync(order), Patience, cancel);

    public Task<Reply> RevertAsync(Order order, CancellationToken cancel) =>
        CallAsync(Verb.Revert, order, target => target.RevertAsync(order), Patience, cancel);

    private async Task<Reply> CallAsync(
        Verb verb, Order order, Func<SimulatedTarget, Task<Reply?>> serve, TimeSpan patience, CancellationToken cancel)
    {
        watch.Calling(order, verb);
        var link = links[order.Step.Id];
        Reply reply = await link.CallAsync(verb, () => link.Target.SayAsync(() => serve(link.Target)), patience, cancel) switch
        {
            Carried<Reply>.Answered answered => answered.Value,
            Carried<Reply>.NoConnection none => new Reply.Unreachable(none.Why),
            Carried<Reply>.Broken broken => new Reply.Lost(broken.Why),
            _ => throw new InvalidOperationException("no such end of a call"),
        };
        world.Trace.Write(owner, $"{verb.ToString().ToLowerInvariant()} {order.Step.Id.Name}: {reply.GetType().Name}");
        world.Reached.Count($"reply.{verb}.{reply.GetType().Name}");
        return reply;
    }

    private static string Describe(Sighting sighting) => sighting is Sighting.Seen seen
        ? $"live {seen.Live}, committed {seen.Committed}{(seen.Trial is { } trial ? $", {trial.Phase} for {trial.Rollout}" : "")}"
        : "unseen";
}
