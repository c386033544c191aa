using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Chimera.Engine.Execution;

namespace Chimera.Sites.Tests.Publishing.Faults;

/// <summary>
/// Stands before all servers of one platform: counts what is asked in which state of the rollout, and at one place does what was armed.
/// </summary>
internal sealed partial class Troubles(ImpatientTime time)
{
    private const int StaleAnswers = 5;
    private const int Overtaking = 2;

    private readonly Lock _gate = new();
    private readonly List<Met> _met = [];
    private readonly ConcurrentDictionary<string, RawAnswer> _last = new(StringComparer.Ordinal);
    private (Trouble Trouble, (RolloutPhase, string, int) Place) _armed;
    private string? _staleQuestion;
    private int _staleLeft;
    private bool _isDown;
    private (Func<Task> Do, int After)? _late;
    private TaskCompletionSource _struck = New();

    /// <summary>What the rollout is at; none outside of one.</summary>
    public RolloutPhase? State { get; set; }

    /// <summary>Called at once when nobody is answered any more.</summary>
    public Action WhenDown { get; set; } = () => { };

    /// <summary>Called when what was armed is over: time goes by until the next rollout.</summary>
    public Action WhenEnded { get; set; } = () => { };

    /// <summary>Completed when what was armed has come.</summary>
    public Task Struck => _struck.Task;

    public IReadOnlyList<Met> Seen
    {
        get
        {
            lock (_gate)
            {
                return [.. _met];
            }
        }
    }

    /// <summary>A new rollout begins.</summary>
    public void Arm(Trouble trouble, Met? at)
    {
        lock (_gate)
        {
            _met.Clear();
            _struck = New();
            _armed = at is null ? default : (trouble, at.Place);
            (_staleQuestion, _staleLeft) = (null, 0);
        }
    }

    /// <summary>From now on nobody is answered.</summary>
    public void GoDown() => _isDown = true;

    /// <summary>What was armed is over. What was overtaken and has not come yet comes now.</summary>
    public async Task EndAsync()
    {
        State = null;
        Arm(Trouble.None, null);
        _isDown = false;
        Func<Task>? late;
        lock (_gate)
        {
            late = _late?.Do;
            _late = null;
        }

        await (late?.Invoke() ?? Task.CompletedTask);
        WhenEnded();
    }

    public Func<RawRequest, Func<RawRequest, Task<RawAnswer?>>, Task<RawAnswer?>> For(string server) => (request, answer) => AnswerAsync(server, request, answer);

    private async Task<RawAnswer?> AnswerAsync(string server, RawRequest request, Func<RawRequest, Task<RawAnswer?>> answer)
    {
        var (trouble, number) = Meet(server, request);
        switch (trouble)
        {
            case Trouble.CutBefore or Trouble.Outage or Trouble.KilledBefore:
                return null;
            case Trouble.CutAtFirstByte:
                await request.ReadBodyAsync(1);
                return null;
            case Trouble.CutInMiddle:
                await request.ReadBodyAsync(request.Length / 2);
                return null;
            case Trouble.CutAtLastByte:
                await request.ReadBodyAsync(request.Length - 1);
                return null;
        }

        var question = $"{server} {request.Method} {request.Target} {Encoding.Latin1.GetString(await request.ReadBodyAsync())}";
        if (_last.ContainsKey(question))
        {
            Repeat(number);
        }

        switch (trouble)
        {
            case Trouble.SlowDown:
                return Plain(429, "slow down", ("Retry-After", "7"));
            case Trouble.SlowDownBare:
                return Plain(429, "slow down");
            case Trouble.Error500:
                return Plain(500, """{"message":"internal error"}""");
            case Trouble.Error502:
                return Plain(502, "<html>bad gateway</html>");
            case Trouble.Error503:
                return Plain(503, """{"message":"unavailable"}""");
            case Trouble.SlowBefore:
                time.ReachLimits();
                return null;
            case Trouble.Late:
                lock (_gate)
                {
                    _late = (() => answer(request), Overtaking);
                }

                return null;
            case Trouble.Stale or Trouble.StaleForLong when _last.TryGetValue(question, out var before):
                return before;
        }

        var now = await answer(request);
        if (now is not null)
        {
            _last[question] = now;
        }

        await OvertakeAsync();
        switch (trouble)
        {
            case Trouble.SlowAfter:
                time.ReachLimits();
                return null;
            case Trouble.KilledAfter:
                return null;
            case Trouble.CutAnswer:
                return now is null ? null : now with { CutAt = now.Body.Length / 2 };
            case Trouble.HalfAnswer:
                return now is null ? null : now with { Body = now.Body[..(now.Body.Length / 2)] };
            default:
                return now;
        }
    }

    private void Repeat(int number)
    {
        lock (_gate)
        {
            if (number >= 0 && number < _met.Count)
            {
                _met[number] = _met[number] with { IsRepeated = true };
            }
        }
    }

    private (Trouble Trouble, int Number) Meet(string server, RawRequest request)
    {
        lock (_gate)
        {
            if (_isDown)
            {
                return (Trouble.Outage, -1);
            }

            if (State is not { } state)
            {
                return (Trouble.None, -1);
            }

            var operation = OperationOf(server, request);
            Met met = new(state, operation, _met.Count(other => other.State == state && other.Operation == operation), request.Length, IsRead(request));
            _met.Add(met);
            if (_armed.Trouble == Trouble.None || _struck.Task.IsCompleted || met.Place != _armed.Place)
            {
                var isStale = _staleLeft > 0 && operation == _staleQuestion;
                _staleLeft -= isStale ? 1 : 0;
                return (isStale ? Trouble.Stale : Trouble.None, _met.Count - 1);
            }

            (_staleQuestion, _staleLeft) = (operation, _armed.Trouble == Trouble.StaleForLong ? StaleAnswers - 1 : 0);
            _isDown = _armed.Trouble is Trouble.Outage or Trouble.KilledBefore or Trouble.KilledAfter;
            if (_isDown)
            {
                WhenDown();
            }

            _struck.SetResult();
            return (_armed.Trouble, _met.Count - 1);
        }
    }

    private async Task OvertakeAsync()
    {
        Func<Task>? due = null;
        lock (_gate)
        {
            if (_late is { } late)
            {
                _late = late.After > 1 ? (late.Do, late.After - 1) : null;
                due = late.After > 1 ? null : late.Do;
            }
        }

        await (due?.Invoke() ?? Task.CompletedTask);
    }

    private static string OperationOf(string server, RawRequest request) => $"{server} {request.Method} {Data().Replace(Volatile().Replace(request.Target, ""), "{id}")}";

    // git asks by POST, too.
    private static bool IsRead(RawRequest request) => request.Method == "GET" || request.Target.EndsWith("/git-upload-pack", StringComparison.Ordinal);

    private static RawAnswer Plain(int status, string text, params (string Name, string Value)[] headers) =>
        new(status, Encoding.UTF8.GetBytes(text), headers.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [GeneratedRegex(@"[?&](title|page|per_page|limit|cursor|key|ref)=[^&]*|(?<=/files/).*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Volatile();

    [GeneratedRegex(@"\b[0-9a-f]{24}\b|dep-[0-9]+|(?<=/(artifacts|deployments|storage)/)[^/?]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Data();
}
