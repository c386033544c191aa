using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Store.Verification;

namespace Chimera.Store.Tests;

public sealed class JournalTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task What_was_appended_is_read_back_after_reopening()
    {
        RecordedEvent appended;
        await using (var store = _sandbox.Open())
        {
            await store.Journal.AppendAsync(Sandbox.Event(1, "other"), default);
            appended = await store.Journal.AppendAsync(Sandbox.Event(2), default);
        }

        await using var again = _sandbox.Open();
        var read = Assert.Single(await All(again.Journal, "world"));

        Assert.Equal((1, "world", 1, "tester", "test.happened"), (read.Index, read.Stream, read.Sequence, read.Actor, read.Type));
        Assert.Equal(appended.At, read.At);
        Assert.True(JsonNode.DeepEquals(appended.Data, read.Data));
    }

    [Fact]
    public async Task An_event_can_be_read_as_soon_as_its_append_completes()
    {
        await using var store = _sandbox.Open();
        for (var i = 1; i <= 20; i++)
        {
            await store.Journal.AppendAsync(Sandbox.Event(i), default);
            Assert.Equal(i, (await All(store.Journal, "world")).Count);
        }
    }

    [Fact]
    public async Task Concurrent_appends_get_sequences_without_gaps_in_every_stream()
    {
        await using var store = _sandbox.Open();
        var appended = await Task.WhenAll(Enumerable.Range(0, 1000)
            .Select(i => Task.Run(() => store.Journal.AppendAsync(Sandbox.Event(i, $"stream/{i % 7}"), default))));

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), appended.Select(happened => happened.Index).Order());
        foreach (var stream in appended.GroupBy(happened => happened.Stream))
        {
            var read = await All(store.Journal, stream.Key);
            Assert.Equal(Enumerable.Range(1, stream.Count()).Select(i => (long)i), read.Select(happened => happened.Sequence));
            Assert.Equal(stream.OrderBy(happened => happened.Index).Select(happened => happened.Data["number"]!.GetValue<int>()), read.Select(happened => happened.Data["number"]!.GetValue<int>()));
        }
    }

    [Fact]
    public async Task Sequences_go_on_after_reopening()
    {
        await _sandbox.FillAsync(3);
        await using var store = _sandbox.Open();

        Assert.Equal((3, 4), Place(await store.Journal.AppendAsync(Sandbox.Event(0), default)));
        Assert.Equal((4, 1), Place(await store.Journal.AppendAsync(Sandbox.Event(0, "new"), default)));
    }

    [Fact]
    public async Task The_latest_of_some_types_come_newest_first()
    {
        await using var store = _sandbox.Open();
        foreach (var type in new[] { "a", "b", "c", "a", "b", "c" })
        {
            await store.Journal.AppendAsync(new DomainEvent("s", type, []), default);
        }

        Assert.Equal([4L, 3L, 1L], (await store.Journal.LatestAsync(["a", "b"], 3, default)).Select(happened => happened.Index));
        Assert.Empty(await store.Journal.LatestAsync([], 3, default));
        Assert.Empty(await store.Journal.LatestAsync(["a') OR 1=1 --"], 3, default));
    }

    [Fact]
    public async Task Listeners_hear_of_an_event_once_it_is_durable_and_in_order()
    {
        await using var store = _sandbox.Open();
        using var subscription = store.Bus.Subscribe();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => store.Journal.AppendAsync(Sandbox.Event(i), default)));
        await store.DisposeAsync();

        var heard = new List<long>();
        await foreach (var delivery in subscription.ReadAsync(TestContext.Current.CancellationToken))
        {
            heard.Add(Assert.IsType<Delivery.Happened>(delivery).Event.Index);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), heard);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public async Task Data_too_large_for_an_entry_is_kept_beside_it_and_read_back(int depth)
    {
        var large = new JsonObject { ["plan"] = new string('x', 200_000) };
        for (var i = 1; i < depth; i++)
        {
            large = new JsonObject { ["d"] = large };
        }

        await using (var store = _sandbox.Open())
        {
            await store.Journal.AppendAsync(new DomainEvent("plans", "plan.made", large), default);
        }

        _sandbox.ForgetIndex();
        await using var again = _sandbox.Open();

        Assert.True(JsonNode.DeepEquals(large, Assert.Single(await All(again.Journal, "plans")).Data));
        Assert.IsType<Verdict.Intact>(again.Verifier.Verify());
    }

    [Fact]
    public async Task An_event_that_cannot_be_written_harms_only_its_caller()
    {
        await using var store = _sandbox.Open();
        var deep = new JsonObject();
        for (var i = 0; i < 300; i++)
        {
            deep = new JsonObject { ["d"] = deep };
        }

        foreach (var bad in new[]
        {
            new DomainEvent("s", "t", new JsonObject { ["half"] = 0.5 }),
            new DomainEvent("s", "t", new JsonObject { ["half"] = "\ud83d" }),
            new DomainEvent("s", "t", deep),
            new DomainEvent("\ud83d", "t", []),
            new DomainEvent("", "t", []),
            new DomainEvent("s", new string('t', 2000), []),
        })
        {
            await Assert.ThrowsAsync<FormatException>(() => store.Journal.AppendAsync(bad, default));
        }

        Assert.Equal((0, 1), Place(await store.Journal.AppendAsync(Sandbox.Event(0), default)));
    }

    [Fact]
    public async Task A_caller_may_do_with_his_data_as_he_likes_afterwards()
    {
        await using var store = _sandbox.Open();
        var data = new JsonObject { ["number"] = 1 };
        var appending = store.Journal.AppendAsync(new DomainEvent("s", "t", data), default);
        data["number"] = 2;

        Assert.Equal(1, (await appending).Data["number"]!.GetValue<int>());
        Assert.Equal(1, Assert.Single(await All(store.Journal, "s")).Data["number"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_cancelled_append_is_not_begun_and_a_closed_journal_takes_none()
    {
        var store = _sandbox.Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Journal.AppendAsync(Sandbox.Event(1), new CancellationToken(canceled: true)));
        Assert.Empty(await All(store.Journal, "world"));
        await store.DisposeAsync();

        await Assert.ThrowsAsync<RecordUnavailableException>(() => store.Journal.AppendAsync(Sandbox.Event(1), default));
    }

    public void Dispose() => _sandbox.Dispose();

    internal static async Task<List<RecordedEvent>> All(IHistory history, string stream)
    {
        var all = new List<RecordedEvent>();
        await foreach (var happened in history.ReadAsync(stream, default))
        {
            all.Add(happened);
        }

        return all;
    }

    private static (long, long) Place(RecordedEvent happened) => (happened.Index, happened.Sequence);
}
