using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Fleet.Activation;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>A host with toplevels that do something real: each replaces a file in place and a daemon, as a system's activation does.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    public Stage(string kind, params string[] tools)
    {
        Host = new LocalHost(kind, tools);
        Activator = new HostActivator(Host, Host.Profile, ActivationLimits.Default);
    }

    public LocalHost Host { get; }

    public HostActivator Activator { get; init; }

    /// <summary>What the activations were asked for, in order: "one test".</summary>
    public IReadOnlyList<string> Trace => Text("trace") is { } text ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>The version whose file is in place and whose daemon runs; null when they do not agree.</summary>
    public string? Serving =>
        Text("version")?.Trim() is { } version
        && Daemons is [{ Command: [_, .., var served] }] && served == $"10000{version.Length}" ? version : null;

    /// <summary>Version names have different lengths, and so have their daemons' arguments.</summary>
    public IReadOnlyList<HostTask> Daemons => [.. Host.Tasks.Where(task => task.Command is [.., ['1', '0', '0', '0', '0', _]])];

    /// <param name="before">Shell that runs before anything is changed; <c>$1</c> is the action.</param>
    /// <param name="after">Shell that runs when file and daemon are in place.</param>
    /// <param name="path">The activation's own path in the toplevel.</param>
    public GenerationId Toplevel(string version, string before = "", string after = "", string path = "bin/switch-to-configuration")
    {
        var script = Host.In($"store/{version}/{path}");
        Directory.CreateDirectory(Path.GetDirectoryName(script)!);
        File.WriteAllText(script, $$"""
            #!{{Host.In("bin/sh")}}
            cd '{{Host.Root}}' || exit 1
            echo "activating {{version}} for $1"
            echo "{{version}} $1" >>trace
            {{before}}
            [ "$1" != boot ] || exit 0
            [ ! -r daemon ] || { read -r old <daemon; kill "$old" 2>/dev/null; }
            echo {{version}} >version
            sleep 10000{{version.Length}} &
            echo $! >daemon
            {{after}}
            exit 0
            """);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new GenerationId(Host.In($"store/{version}"));
    }

    public static Order Order(string rollout, GenerationId? from, GenerationId to, TimeSpan? window = null) => new(
        new RolloutId(rollout),
        new Step(
            new DeclaredTarget(new TargetId("fleet", "local"), "app", [], [], RolloutPolicy.Default, new JsonObject()),
            from, from, to, Difference.None),
        window ?? Long,
        "tester@here", Wave.Canary);

    public async Task<Reply> TryAsync(Order order, IProgress<string>? progress = null)
    {
        progress ??= new Lines();
        var prepared = await Activator.PrepareAsync(order, progress, CancellationToken.None);
        return prepared is Reply.Done ? await Activator.ApplyAsync(order, progress, CancellationToken.None) : prepared;
    }

    public async Task DeployAsync(string rollout, GenerationId? from, GenerationId to)
    {
        var order = Order(rollout, from, to);
        AssertDone(await TryAsync(order));
        AssertDone(await CommitAsync(order));
    }

    public Task<Reply> CommitAsync(Order order) => Activator.CommitAsync(order, CancellationToken.None);

    public Task<Reply> RevertAsync(Order order) => Activator.RevertAsync(order, CancellationToken.None);

    public Task<Reply> SettleAsync() => Activator.SettleAsync(CancellationToken.None);

    public async Task<Sighting.Seen> SeeAsync() => Assert.IsType<Sighting.Seen>(await Activator.ObserveAsync(CancellationToken.None));

    /// <summary>On trial, or already back: on a busy machine a short window may end before the trial is told of.</summary>
    public static void AssertTried(Reply reply) => Assert.True(reply is Reply.Done or Reply.Reverted { Why.Code: "activation.deadline" }, reply.ToString());

    public static void AssertDone(Reply reply) => Assert.True(reply is Reply.Done, reply.ToString());

    /// <summary>The host is at the generation, nobody holds it, and of all that ran only its daemon is left.</summary>
    public async Task AssertAtAsync(GenerationId generation)
    {
        var seen = await SeeAsync();
        Assert.Equal(generation, seen.Live);
        Assert.Equal(generation, seen.Committed);
        Assert.Null(seen.Trial);
        Assert.Equal(Path.GetFileName(generation.Value), Serving);
        await Eventually.Async(() => Host.Tasks.Count == 1);
    }

    /// <summary>Not what it forks, which has its words until it becomes something else.</summary>
    public HostTask Supervisor
    {
        get
        {
            var tasks = Host.Tasks.Where(task => task.IsSupervisor).ToList();
            return Assert.Single(tasks, task => tasks.All(other => other.Pid != task.Parent));
        }
    }

    /// <summary>Kills the supervisor as a lack of memory would, and waits until it is gone.</summary>
    public async Task KillSupervisorAsync()
    {
        var supervisor = Supervisor;
        supervisor.Kill();
        await Eventually.Async(() => !Host.Tasks.Any(task => task.Pid == supervisor.Pid));
    }

    public string? Text(string path) => File.Exists(Host.In(path)) ? File.ReadAllText(Host.In(path)) : null;

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    internal sealed class Lines : IProgress<string>
    {
        private ImmutableList<string> _all = [];

        public IReadOnlyList<string> All => _all;

        public void Report(string value) => ImmutableInterlocked.Update(ref _all, (all, line) => all.Add(line), value);
    }
}
