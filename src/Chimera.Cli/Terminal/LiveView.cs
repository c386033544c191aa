using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Spectre.Console;

namespace Chimera.Cli.Terminal;

/// <summary>A table that is redrawn in place: a row for each target at work (phase, age, last line), a line of counts for the rest.</summary>
internal sealed class LiveView : IRolloutView
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private readonly SortedDictionary<TargetId, Row> _rows = [];
    private readonly IAnsiConsole _console;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _painting;

    public LiveView(IAnsiConsole console, TimeProvider time)
    {
        _console = console;
        _time = time;
        _painting = Task.Run(() => console.Live(Frame()).AutoClear(false).StartAsync(PaintAsync));
    }

    public void Report(TargetProgress value)
    {
        lock (_lock)
        {
            var since = _rows.TryGetValue(value.Target, out var row) && row.Last.Phase == value.Phase ? row.Since : _time.GetTimestamp();
            _rows[value.Target] = new Row(value.Line is null && row?.Last.Phase == value.Phase ? row.Last : value, since);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _painting;
        _end.Dispose();
    }

    private async Task PaintAsync(LiveDisplayContext context)
    {
        while (!_end.IsCancellationRequested)
        {
            context.UpdateTarget(Frame());
            await Task.Delay(FrameTime, _time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        context.UpdateTarget(Frame());
    }

    private Table Frame()
    {
        lock (_lock)
        {
            var room = Math.Max(5, _console.Profile.Height - 6);
            var table = new Table().NoBorder().HideHeaders().AddColumns("target", "phase", "age", "line");
            var shown = _rows.OrderBy(row => Rank(row.Value.Last.Phase)).Take(room).OrderBy(row => row.Key).ToList();
            foreach (var (target, row) in shown)
            {
                var age = row.Last.Phase == RolloutPhase.Ended ? "" : $"{_time.GetElapsedTime(row.Since).TotalSeconds:0.0}s";
                var word = row.Last.Phase == RolloutPhase.Ended ? row.Last.Line ?? "ended" : PhaseText.Word(row.Last.Phase);
                var line = row.Last.Phase == RolloutPhase.Ended ? "" : FindingText.OneLine(row.Last.Line ?? "");
                table.AddRow(new Text(target.Name), new Text(word, Colour(row.Last)), new Text(age, Color.Grey), new Text(line, Color.Grey).Ellipsis());
            }

            if (_rows.Count > shown.Count)
            {
                table.AddRow(new Text($"and {_rows.Count - shown.Count} more", Color.Grey), new Text(""), new Text(""), new Text(""));
            }

            return table;
        }
    }

    private static int Rank(RolloutPhase phase) => phase switch
    {
        RolloutPhase.Ended => 2,
        RolloutPhase.Waiting => 1,
        _ => 0,
    };

    private static Style Colour(TargetProgress progress) => progress switch
    {
        { Phase: RolloutPhase.Ended, Line: "committed" or "unchanged" } => Color.Green,
        { Phase: RolloutPhase.Ended, Line: "not-reached" or "refused" } => Color.Yellow,
        { Phase: RolloutPhase.Ended } => Color.Red,
        { Phase: RolloutPhase.Reverting or RolloutPhase.Recovering } => Color.Yellow,
        { Phase: RolloutPhase.Waiting } => Color.Grey,
        _ => Color.Aqua,
    };

    private sealed record Row(TargetProgress Last, long Since);
}
