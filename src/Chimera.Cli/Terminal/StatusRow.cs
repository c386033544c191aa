using Chimera.Engine.Discovery;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Fleet.Folders;

namespace Chimera.Cli.Terminal;

/// <summary>One target in a status.</summary>
internal sealed record StatusRow(Observation Observation, GenerationId? LeftAt, TargetState State)
{
    public static StatusRow Of(Observation observation, World world)
    {
        var left = world.Targets.TryGetValue(observation.Target, out var known) ? known.Generation : (GenerationId?)null;
        return new StatusRow(observation, left, observation.Sighting switch
        {
            Sighting.Unseen => TargetState.Unreachable,
            Sighting.Seen { Trial: not null } => TargetState.Changing,
            Sighting.Seen when left is null => TargetState.New,
            Sighting.Seen seen when seen.Live == left && seen.Committed == left => seen.Overlay is null ? TargetState.AsLeft : TargetState.Shifted,
            _ => TargetState.Moved,
        });
    }

    /// <summary>What a person should know beyond the state.</summary>
    public string Remark => Observation.Sighting switch
    {
        Sighting.Unseen unseen => FindingText.OneLine($"{unseen.Why.Message} [{unseen.Why.Code}]"),
        Sighting.Seen { Trial: { } trial } => $"rollout {trial.Rollout} of {FindingText.OneLine(trial.Holder)}: {trial.Phase.ToString().ToLowerInvariant()}",
        Sighting.Seen seen when FolderDamage.Is(seen.Live) => "its files were changed on the host; a deploy puts them back",
        Sighting.Seen seen when seen.Live != seen.Committed => $"after a restart it would come up as {seen.Committed?.Value ?? "nothing known"}",
        Sighting.Seen { Overlay: { } overlay } => FindingText.OneLine(overlay),
        _ when State == TargetState.Moved => $"it was left at {LeftAt}",
        _ => "",
    };
}
