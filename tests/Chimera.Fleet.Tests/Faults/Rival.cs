using System.Collections.Concurrent;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>Somebody else who deploys to the same hosts, from a machine of his own.</summary>
internal sealed class Rival : IAsyncDisposable
{
    private const int MostTries = 100;

    private readonly RealmParts _parts = new();
    private readonly GenerationId _system;
    private readonly ConcurrentDictionary<FaultyHost, Order> _orders = new();
    private int _count;

    public Rival(GenerationId system)
    {
        _system = system;
        Comes = new Fault(
            "rival", "another controller comes with another generation; it is told who has the host, or was first",
            state => state switch { HostState.Prepare or HostState.Arm => Ends.Either, HostState.Revert => Ends.Old, _ => Ends.New },
            PrepareAsync,
            TryAsync);
        Repeats = new Fault(
            "twice", "the same rollout is asked for a second time, over another connection",
            state => state == HostState.Revert ? Ends.Old : Ends.New,
            PrepareAgainAsync,
            TryAgainAsync);
    }

    public Fault Comes { get; }

    public Fault Repeats { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    private async Task PrepareAsync(FaultyHost host)
    {
        RolloutId rollout = new($"rival-{Interlocked.Increment(ref _count)}");
        var order = host.Order! with { Rollout = rollout, Step = host.Order.Step with { To = _system }, Holder = "bob@desk" };
        _orders[host] = order;
        if (await _parts.Realm.PrepareAsync(order, new Told<string>(), Cancel) is not Reply.Done and var reply)
            host.Complain($"the rival could not prepare: {reply}");
    }

    private async Task TryAsync(FaultyHost host)
    {
        var order = _orders[host];
        var holder = $"rollout {host.Order!.Rollout} of ada@laptop";
        var told = await _parts.Realm.ApplyAsync(order, new Told<string>(), Cancel);
        // Nobody has decided yet: whoever is told so asks again.
        for (var again = 0; told is Reply.Lost { Why.Code: "activation.under-way" } && again < MostTries; again++)
            told = await _parts.Realm.ApplyAsync(order, new Told<string>(), Cancel);
        switch (told)
        {
            case Reply.Refused { Why: { Code: "activation.held" } why } when why.Message.Contains(holder, StringComparison.Ordinal):
            case Reply.Refused { Why.Code: "activation.stale" }:
                break;
            case Reply.Done when await _parts.Realm.RevertAsync(order, Cancel) is Reply.Done:
                break;
            case var reply:
                host.Complain($"the rival was told {reply}");
                break;
        }
    }

    private async Task PrepareAgainAsync(FaultyHost host)
    {
        if (await _parts.Realm.PrepareAsync(host.Order!, new Told<string>(), Cancel) is not Reply.Done and var reply)
            host.Complain($"the second one could not prepare: {reply}");
    }

    private async Task TryAgainAsync(FaultyHost host)
    {
        if (await _parts.Realm.ApplyAsync(host.Order!, new Told<string>(), Cancel) is Reply.Refused or Reply.Unreachable)
            host.Complain("the second one was turned away");
    }
}
