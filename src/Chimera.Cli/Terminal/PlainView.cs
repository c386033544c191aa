using Chimera.Engine.Execution;
using Chimera.Engine.Truth;

namespace Chimera.Cli.Terminal;

/// <summary>One line for each change of a target's phase: for pipes, logs and terminals without cursor control.</summary>
internal sealed class PlainView(TextWriter writer, TimeProvider time) : IRolloutView
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TargetId, RolloutPhase> _phases = [];
    private readonly long _start = time.GetTimestamp();

    public void Report(TargetProgress value)
    {
        lock (_lock)
        {
            var news = !_phases.TryGetValue(value.Target, out var before) || before != value.Phase;
            _phases[value.Target] = value.Phase;
            if (news || (value.Line is not null && value.Phase is RolloutPhase.Applying))
            {
                writer.WriteLine($"{time.GetElapsedTime(_start).TotalSeconds,7:0.00}s {value.Target} {PhaseText.Of(value)}");
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
