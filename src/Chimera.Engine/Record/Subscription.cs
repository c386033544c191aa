using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Chimera.Engine.Record;

/// <summary>One subscriber's own bounded queue. What it does with an event, and how long it takes, is felt by nobody else.</summary>
public sealed class Subscription : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Channel<Delivery> _queue;
    private readonly int _capacity;
    private readonly Action<Subscription> _leave;
    private Delivery.Missed? _missed;

    internal Subscription(int capacity, Action<Subscription> leave)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
        _leave = leave;
        _queue = Channel.CreateUnbounded<Delivery>();
    }

    /// <summary>Ends when the bus is closed or the subscription is disposed of, after what was queued until then.</summary>
    public async IAsyncEnumerable<Delivery> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (await _queue.Reader.WaitToReadAsync(cancel))
        {
            while (Take() is { } delivery)
            {
                yield return delivery;
            }
        }
    }

    public void Dispose()
    {
        _leave(this);
        Close();
    }

    internal void Offer(RecordedEvent happened)
    {
        lock (_gate)
        {
            if (_queue.Reader.Count >= _capacity)
            {
                _missed = new Delivery.Missed(_missed?.First ?? happened.Index, happened.Index);
                return;
            }

            TellOfMissed();
            _queue.Writer.TryWrite(new Delivery.Happened(happened));
        }
    }

    internal void Close()
    {
        lock (_gate)
        {
            TellOfMissed();
            _queue.Writer.TryComplete();
        }
    }

    private Delivery? Take()
    {
        lock (_gate)
        {
            if (_queue.Reader.TryRead(out var delivery))
            {
                return delivery;
            }

            (delivery, _missed) = (_missed, null);
            return delivery;
        }
    }

    /// <summary>What was passed over is told of before anything newer is let in.</summary>
    private void TellOfMissed()
    {
        if (_missed is { } missed && _queue.Writer.TryWrite(missed))
        {
            _missed = null;
        }
    }
}
