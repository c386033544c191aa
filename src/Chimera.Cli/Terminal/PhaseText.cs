using Chimera.Engine.Execution;

namespace Chimera.Cli.Terminal;

/// <summary>A target's phase in a word, with the line that came with it.</summary>
internal static class PhaseText
{
    public static string Of(TargetProgress progress) =>
        progress.Phase == RolloutPhase.Ended
            ? progress.Line ?? "ended"
            : progress.Line is { } line ? $"{Word(progress.Phase)}: {FindingText.OneLine(line)}" : Word(progress.Phase);

    public static string Word(RolloutPhase phase) => phase switch
    {
        RolloutPhase.Waiting => "ready, waiting for its turn",
        _ => phase.ToString().ToLowerInvariant(),
    };
}
