using System.Collections.Immutable;
using System.Globalization;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Tests.Lab;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>A lab host that is about to have trouble: what a fault needs to know and to do.</summary>
/// <param name="profile">What is changed on it. The system profile comes up by itself after a boot, any other stays as it was.</param>
internal sealed class FaultyHost(RentedHost host, string profile)
{
    private static readonly HealthCheck Check = new HealthCheck.Command("[ ! -e /var/faults/unhealthy ]", TimeSpan.FromSeconds(30));

    private readonly List<string> _complaints = [];
    private TaskCompletionSource _troubled = new();
    private TaskCompletionSource _ended = new();
    private TaskCompletionSource _stands = new();

    public RentedHost Host => host;

    public string Name => host.Name;

    public string Profile => profile;

    public Gate Gate { get; } = new(host);

    public GenerationId? From { get; set; }

    public Order? Order { get; private set; }

    /// <summary>The controller has noticed that something is wrong.</summary>
    public Task Troubled => _troubled.Task;

    /// <summary>The rollout has ended for this host.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The host stands still until it is told to go on.</summary>
    public Task Stands => _stands.Task;

    public TaskCompletionSource GoesOn { get; private set; } = new();

    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
                return [.. _complaints];
        }
    }

    public HostSpec Spec => host.Spec(Check) with { Profile = profile };

    /// <summary>The file in which the host keeps the record of the rollout, as the host names it.</summary>
    public string RecordFile => $"/{Inside.StateOf(profile)}/rollouts/{Order!.Rollout}/record";

    /// <summary>What the host has written about the rollout until now.</summary>
    public string Record => Text(RecordFile);

    /// <summary>It went back after it had been committed; the way back has a record of its own.</summary>
    public bool WentBack => Text(Path.Combine(Path.GetDirectoryName(RecordFile)!, "../.back/record")) is var back
        && back.Contains($"\nfor {Order!.Rollout}\n", StringComparison.Ordinal) && back.Contains("ended reverted", StringComparison.Ordinal);

    /// <summary>The phase its record ends with: <c>ended</c> at last, empty before it begins.</summary>
    public string Phase => Record.Split('\n').Select(line => line.Split(' ')).LastOrDefault(words => words[0] is "phase" or "ended") switch
    {
        ["phase", var phase] => phase,
        ["ended", ..] => "ended",
        _ => "",
    };

    /// <summary>The process that decides about the rollout now or did last, in the host's own numbers.</summary>
    public string? Decider => Directory.Exists(Seen(Path.GetDirectoryName(RecordFile)!))
        ? Directory.EnumerateFiles(Seen(Path.GetDirectoryName(RecordFile)!), "term.*")
            .MaxBy(file => int.Parse(Path.GetExtension(file).AsSpan(1), CultureInfo.InvariantCulture)) is { } term
            ? File.ReadAllText(term).Split(' ')[0]
            : null
        : null;

    /// <summary>The way it has to go in the next rollout.</summary>
    public Step Begin(string rollout, GenerationId to, RolloutPolicy policy)
    {
        (_troubled, _ended, _stands, GoesOn) = (Fresh(), Fresh(), Fresh(), Fresh());
        var target = Spec.Target() with { Rollout = policy };
        Step step = new(target, From, From, to, Difference.None);
        Order = new Order(new RolloutId(rollout), step, TimeSpan.FromMinutes(2), "ada@laptop", Wave.Rest);
        return step;
    }

    public void Hear(RolloutPhase phase)
    {
        if (phase is RolloutPhase.Recovering or RolloutPhase.Reverting or RolloutPhase.Ended)
            _troubled.TrySetResult();
        if (phase == RolloutPhase.Ended)
            _ended.TrySetResult();
    }

    public Task StandStillAsync()
    {
        _stands.TrySetResult();
        return GoesOn.Task;
    }

    public void Complain(string what)
    {
        var line = $"{Order?.Rollout} {Name} ({Path.GetFileName(profile)}): {what}";
        TestContext.Current.SendDiagnosticMessage(line);
        lock (_complaints)
            _complaints.Add(line);
    }

    public Task<string> InsideAsync(string line) => host.InsideAsync(line);

    /// <summary>The text of a file on the host, by the host's own mounts while it is on; empty when there is none.</summary>
    public string Text(string path)
    {
        try
        {
            return File.ReadAllText(Seen(path));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private string Seen(string path)
    {
        var root = $"/proc/{File.ReadAllText(Path.Combine(host.Directory, "init")).Split(' ')[0]}/root";
        return Directory.Exists(root) ? root + path : host.Directory + path;
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
