using Chimera.Engine.Record;

namespace Chimera.Engine.Tests.Record;

public sealed class EventBusTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Every_subscriber_gets_every_event_in_order()
    {
        using var bus = new EventBus();
        using var first = bus.Subscribe();
        using var second = bus.Subscribe();
        Publish(bus, 0, 100);
        bus.Dispose();

        Assert.Equal(Happened(0, 100), await All(first));
        Assert.Equal(Happened(0, 100), await All(second));
    }

    [Fact]
    public async Task A_subscriber_that_never_reads_blocks_nobody()
    {
        using var bus = new EventBus();
        using var idle = bus.Subscribe(capacity: 1);
        using var busy = bus.Subscribe();
        Publish(bus, 0, 1000);
        bus.Dispose();

        Assert.Equal(1000, (await All(busy)).Count);
        Assert.Equal([.. Happened(0, 1), "missed 1-999"], await All(idle));
    }

    [Fact]
    public async Task A_subscriber_that_was_too_slow_is_told_what_it_missed_at_the_place_where_it_is_missing()
    {
        using var bus = new EventBus();
        using var slow = bus.Subscribe(capacity: 3);
        Publish(bus, 0, 5);
        var deliveries = slow.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await deliveries.MoveNextAsync().AsTask().WaitAsync(Patience);
        Assert.Equal("event 0", Told(deliveries.Current));
        Publish(bus, 5, 2);
        await deliveries.MoveNextAsync();
        Publish(bus, 7, 1);
        bus.Dispose();

        var rest = new List<string> { Told(deliveries.Current) };
        while (await deliveries.MoveNextAsync())
        {
            rest.Add(Told(deliveries.Current));
        }

        Assert.Equal(["event 1", "event 2", "missed 3-4", "event 5", "missed 6-7"], rest);
    }

    [Fact]
    public async Task A_subscriber_that_throws_harms_only_itself()
    {
        using var bus = new EventBus();
        using var other = bus.Subscribe();
        using (var throwing = bus.Subscribe())
        {
            Publish(bus, 0, 2);
            await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            {
                await foreach (var delivery in throwing.ReadAsync(default))
                {
                    throw new InvalidOperationException(Told(delivery));
                }
            });
        }

        Publish(bus, 2, 1);
        bus.Dispose();

        Assert.Equal(Happened(0, 3), await All(other));
    }

    [Fact]
    public async Task Who_comes_after_the_end_finds_an_end()
    {
        var bus = new EventBus();
        bus.Dispose();
        using var late = bus.Subscribe();

        Assert.Empty(await All(late));
    }

    private static void Publish(EventBus bus, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            bus.Publish(new RecordedEvent(i, "s", i + 1, DateTimeOffset.UnixEpoch, "a", "t", []));
        }
    }

    private static async Task<List<string>> All(Subscription subscription)
    {
        var all = new List<string>();
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var delivery in subscription.ReadAsync(patience.Token))
        {
            all.Add(Told(delivery));
        }

        return all;
    }

    private static IEnumerable<string> Happened(int from, int count) => Enumerable.Range(from, count).Select(i => $"event {i}");

    private static string Told(Delivery delivery) => delivery switch
    {
        Delivery.Happened happened => $"event {happened.Event.Index}",
        Delivery.Missed missed => $"missed {missed.First}-{missed.Last}",
        _ => throw new InvalidOperationException(delivery.ToString()),
    };
}
