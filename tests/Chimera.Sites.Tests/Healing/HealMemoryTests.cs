using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Tests.Healing;

public sealed class HealMemoryTests
{
    [Fact]
    public async Task What_was_never_tried_is_trusted_by_half() => Assert.Equal(0.5, (await Read()).Trust("h", "c"));

    [Fact]
    public async Task What_worked_is_trusted_more_and_what_failed_less()
    {
        var memory = await Read(("worked", true, 8), ("failed", false, 8));

        Assert.Equal((0.9, 0.1), (memory.Trust("worked", "c"), memory.Trust("failed", "c")));
    }

    [Fact]
    public async Task Trust_is_for_one_sort_of_finding() => Assert.Equal(0.5, (await Read(("h", true, 8))).Trust("h", "other"));

    private static Task<HealMemory> Read(params (string Healer, bool Worked, int Times)[] attempts) =>
        HealMemory.ReadAsync(new History(attempts), TestContext.Current.CancellationToken);

    private sealed class History((string Healer, bool Worked, int Times)[] attempts) : IHistory
    {
        public async IAsyncEnumerable<RecordedEvent> ReadAsync(string stream, [EnumeratorCancellation] CancellationToken cancel)
        {
            await Task.CompletedTask;
            yield return new RecordedEvent(0, stream, 1, DateTimeOffset.UnixEpoch, "me", EventTypes.HealIntent, []);
            yield return new RecordedEvent(1, stream, 2, DateTimeOffset.UnixEpoch, "me", EventTypes.HealComplete, new JsonObject
            {
                ["attempts"] = new JsonArray([.. attempts.Select(attempt => new JsonObject
                {
                    ["healer"] = attempt.Healer, ["code"] = "c", ["worked"] = attempt.Worked, ["times"] = attempt.Times,
                })]),
            });
        }

        public Task<IReadOnlyList<RecordedEvent>> LatestAsync(IReadOnlyCollection<string> types, int most, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<RecordedEvent>>([]);
    }
}
