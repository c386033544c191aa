using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Execution;

public sealed class RecoveryTests
{
    private static readonly RolloutId Ours = new("ours");
    private static readonly RolloutId Theirs = new("theirs");
    private static readonly Step Step = ScenarioTarget.Of("t1", RolloutPolicy.Default).Step;
    private static readonly GenerationId Old = Step.From!.Value;
    private static readonly GenerationId New = Step.To;
    private static readonly GenerationId Other = new("other");

    public static TheoryData<Sighting, string> Sightings => new()
    {
        { new Sighting.Unseen(Finding.Error("ssh.gone", "no route")), "Unclear" },
        { Seen(New, New), "Arrived" },
        { Seen(Old, Old), "BackAtOld" },
        { Seen(New, Old), "Stranded" },
        { Seen(Old, New), "Stranded" },
        { Seen(Other, Other), "Moved" },
        { Seen(null, null), "Moved" },
        { Seen(Old, Old, Ours, TrialPhase.Armed), "Unclear" },
        { Seen(New, Old, Ours, TrialPhase.Activating), "Unclear" },
        { Seen(New, Old, Ours, TrialPhase.OnTrial), "StillOnTrial" },
        { Seen(New, New, Ours, TrialPhase.Committing), "Unclear" },
        { Seen(New, Old, Ours, TrialPhase.Reverting), "Unclear" },
        { Seen(Old, Old, Ours, TrialPhase.Interrupted), "Stranded" },
        { Seen(Old, Old, Theirs, TrialPhase.OnTrial), "BackAtOld" },
        { Seen(Other, Old, Theirs, TrialPhase.OnTrial), "Moved" },
    };

    [Theory]
    [MemberData(nameof(Sightings))]
    public void The_sighting_alone_decides(Sighting sighting, string recovery) =>
        Assert.Equal(recovery, Recovery.From(sighting, Step, Ours).GetType().Name);

    private static Sighting.Seen Seen(GenerationId? live, GenerationId? committed) => new(live, committed, null, []);

    private static Sighting.Seen Seen(GenerationId? live, GenerationId? committed, RolloutId rollout, TrialPhase phase) =>
        new(live, committed, new Trial(rollout, Old, New, phase, "someone"), []);
}
