using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Sites.Tests.Publishing.Rollouts;
using Chimera.Sites.Watching.Forecasting;

namespace Chimera.Sites.Tests.Watching;

/// <summary>What the record says of earlier deploys, as a probability that the next is taken back.</summary>
public sealed class DeployForecastTests
{
    private static readonly TargetId Docs = new("sites", "docs/netlify");

    private readonly MemoryJournal _journal = new();

    [Fact]
    public async Task Of_a_site_that_was_never_deployed_nothing_is_said() =>
        Assert.Null(await DeployForecast.OfAsync(_journal, Docs, CancellationToken.None));

    [Fact]
    public async Task With_fewer_than_ten_alike_there_is_no_number()
    {
        await DeployAsync(Enumerable.Repeat(false, 10));

        Assert.Equal(new FailureForecast.TooLittle(9, 10), await DeployForecast.OfAsync(_journal, Docs, CancellationToken.None));
    }

    [Fact]
    public async Task From_ten_on_it_is_jeffreys_posterior_with_its_record()
    {
        await DeployAsync(Enumerable.Repeat(false, 13));

        var said = Assert.IsType<FailureForecast.Said>(await DeployForecast.OfAsync(_journal, Docs, CancellationToken.None));

        Assert.Equal(0.5 / 13, said.Probability, 9);
        Assert.Equal((12, 2), (said.Looks, said.Past.Forecasts));
        Assert.True(said.Past.Brier < 0.01, $"{said.Past}");
    }

    [Fact]
    public async Task One_that_was_taken_back_counts_as_such_and_after_it_others_are_alike()
    {
        await DeployAsync([.. Enumerable.Repeat(false, 12), true]);

        Assert.Equal(new FailureForecast.TooLittle(0, 10), await DeployForecast.OfAsync(_journal, Docs, CancellationToken.None));
        await DeployAsync([false], first: 20);
        var said = Assert.IsType<FailureForecast.Said>(await DeployForecast.OfAsync(_journal, Docs, CancellationToken.None));
        Assert.Equal(1.5 / 13, said.Probability, 9);
    }

    [Fact]
    public async Task One_that_was_lost_counts_as_failed_though_it_was_never_settled()
    {
        await DeployAsync(Enumerable.Repeat(false, 12));
        await TellAsync(Docs, EventTypes.DeployStart, "lost", null);
        await LoseAsync(new TargetId("sites", "docs/render"), "lost");
        Assert.IsType<FailureForecast.Said>(await DeployForecast.OfAsync(_journal, Docs, CancellationToken.None));

        await LoseAsync(Docs, "lost");

        Assert.Equal(new FailureForecast.TooLittle(0, 10), await DeployForecast.OfAsync(_journal, Docs, CancellationToken.None));
        await DeployAsync([false], first: 20);
        Assert.Equal(1.5 / 13, Assert.IsType<FailureForecast.Said>(await DeployForecast.OfAsync(_journal, Docs, CancellationToken.None)).Probability, 9);
    }

    [Fact]
    public async Task One_that_was_lost_and_settled_when_its_rollout_was_taken_up_ended_as_it_was_settled()
    {
        await TellAsync(Docs, EventTypes.DeployStart, "r0", null);
        await LoseAsync(Docs, "r0");
        await TellAsync(Docs, EventTypes.DeployComplete, "r0", "committed");
        await DeployAsync([false], first: 1);

        Assert.Equal(new FailureForecast.TooLittle(1, 10), await DeployForecast.OfAsync(_journal, Docs, CancellationToken.None));
    }

    [Fact]
    public async Task What_was_never_shown_what_is_told_twice_and_other_places_do_not_count()
    {
        await DeployAsync(Enumerable.Repeat(false, 3));
        await TellAsync(Docs, EventTypes.DeployComplete, "r2", "committed");
        await TellAsync(Docs, EventTypes.DeployComplete, "panic", "reverted");
        await TellAsync(Docs, EventTypes.DeployStart, "unfinished", null);
        await TellAsync(new TargetId("sites", "docs/render"), EventTypes.DeployStart, "r9", null);
        await TellAsync(new TargetId("sites", "docs/render"), EventTypes.DeployComplete, "r9", "reverted");

        Assert.Equal(new FailureForecast.TooLittle(2, 10), await DeployForecast.OfAsync(_journal, Docs, CancellationToken.None));
    }

    private async Task DeployAsync(IEnumerable<bool> takenBack, int first = 0)
    {
        foreach (var (back, at) in takenBack.Select((back, at) => (back, at + first)))
        {
            await TellAsync(Docs, EventTypes.DeployStart, $"r{at}", null);
            await TellAsync(Docs, EventTypes.DeployComplete, $"r{at}", back ? "reverted" : "committed");
        }
    }

    private Task<RecordedEvent> LoseAsync(TargetId target, string rollout) => _journal.AppendAsync(
        new DomainEvent(new RolloutId(rollout).Stream, EventTypes.StepLost, new JsonObject { ["target"] = target.ToString() }), CancellationToken.None);

    private Task<RecordedEvent> TellAsync(TargetId target, string type, string rollout, string? outcome) => _journal.AppendAsync(
        new DomainEvent(target.ToString(), type, new JsonObject { ["rollout"] = rollout, ["outcome"] = outcome }), CancellationToken.None);
}
