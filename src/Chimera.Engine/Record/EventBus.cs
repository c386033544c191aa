using System.Collections.Immutable;

namespace Chimera.Engine.Record;

/// <summary>
/// The one bus: every event of the record, after it became durable, to everybody who wants to know. Publishing never waits,
/// never throws and calls nobody: each subscriber pulls from a queue of its own, and is told when it missed something.
/// </summary>
public sealed class EventBus : IDisposable
{
    private readonly Lock _gate = new();
    private ImmutableArray<Subscription> _subscriptions = [];
    private bool _closed;

    /// <param name="capacity">How many events may wait for this subscriber before some are passed over, from 1.</param>
    public Subscription Subscribe(int capacity = 4096)
    {
        var subscription = new Subscription(capacity, Leave);
        lock (_gate)
        {
            if (_closed)
            {
                subscription.Close();
            }
            else
            {
                _subscriptions = _subscriptions.Add(subscription);
            }
        }

        return subscription;
    }

    /// <summary>Called by the journal, once for each event, in the order of the index.</summary>
    public void Publish(RecordedEvent happened)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Offer(happened);
        }
    }

    /// <summary>Nothing more will happen; subscribers come to the end of what they have.</summary>
    public void Dispose()
    {
        ImmutableArray<Subscription> left;
        lock (_gate)
        {
            _closed = true;
            left = _subscriptions;
            _subscriptions = [];
        }

        foreach (var subscription in left)
        {
            subscription.Close();
        }
    }

    private void Leave(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = _subscriptions.Remove(subscription);
        }
    }
}
