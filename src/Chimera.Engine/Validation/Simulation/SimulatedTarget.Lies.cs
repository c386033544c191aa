using System.Collections.Immutable;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>What the target says, which need not be what it does.</summary>
internal sealed partial class SimulatedTarget
{
    private readonly SeededChance _lies = chance.For("lies");

    /// <summary>It has told an untruth that could be believed.</summary>
    public bool Lied { get; private set; }

    public async Task<Sighting?> SayWhatIsAsync()
    {
        var seen = await ObserveAsync();
        if (seen is null
            || Faults.Lie is not { Kind: LieKind.AtNew or LieKind.AtOld or LieKind.Elsewhere or LieKind.Garbled } lie
            || !_lies.Percent(lie.Percent))
        {
            return seen;
        }

        if (lie.Kind == LieKind.Garbled)
        {
            return new Sighting.Unseen(Say("target.garbled", "gave an answer that cannot be read"));
        }

        var claim = lie.Kind switch { LieKind.AtNew => Planned.To, LieKind.AtOld => Planned.From, _ => new GenerationId("unheard-of") };
        Untruth($"says it is at {claim}");
        return new Sighting.Seen(claim, claim, null, ImmutableArray<GenerationId>.Empty);
    }

    public async Task<Health?> SayHealthAsync(Order order)
    {
        if (Faults.Lie is { Kind: LieKind.Healthy } lie && _lies.Percent(lie.Percent))
        {
            await world.Wait(Moment());
            Untruth("says it is healthy");
            return new Health.Healthy();
        }

        var health = await VerifyAsync(order);
        return health is not null && IsGarbled() ? new Health.Unhealthy(Say("target.garbled", "gave an answer that cannot be read")) : health;
    }

    public async Task<Reply?> SayAsync(Func<Task<Reply?>> serve)
    {
        if (Faults.Lie is { Kind: LieKind.Done } lie && _lies.Percent(lie.Percent))
        {
            await world.Wait(Moment());
            Untruth("says it is done");
            return new Reply.Done();
        }

        var reply = await serve();
        return reply is not null && IsGarbled() ? new Reply.Lost(Say("target.garbled", "gave an answer that cannot be read")) : reply;
    }

    private bool IsGarbled()
    {
        var garbled = Faults.Lie is { Kind: LieKind.Garbled } lie && _lies.Percent(lie.Percent);
        if (garbled)
        {
            world.Reached.Count($"lie.{LieKind.Garbled}");
        }

        return garbled;
    }

    private void Untruth(string what)
    {
        Lied = true;
        world.Trace.Write(id.Name, what);
        world.Reached.Count($"lie.{Faults.Lie!.Kind}");
    }
}
