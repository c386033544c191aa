using Chimera.Engine.Execution;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Tests.Execution;

public sealed class FailureBudgetTests
{
    private static readonly Finding Why = Finding.Error("check.failed", "the check failed");

    [Fact]
    public void The_budget_is_exhausted_by_one_failure_more_than_it_allows()
    {
        FailureBudget budget = new("web", 2);
        budget.Charge(new Outcome.Reverted(Why), Wave.Rest, Why);
        budget.Charge(new Outcome.Lost(Why), Wave.Rest, null);
        Assert.Null(budget.Exhausted);

        budget.Charge(new Outcome.Reverted(Why), Wave.Rest, Why);

        Assert.Contains("3 failures (max_failures is 2)", budget.Exhausted!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_canary_has_no_budget()
    {
        FailureBudget budget = new("web", 5);

        budget.Charge(new Outcome.Reverted(Why), Wave.Canary, Why);

        Assert.Contains("canary", budget.Exhausted!.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Outcome> Harmless =>
    [
        new Outcome.Committed(), new Outcome.Unchanged(), new Outcome.Refused(Why), new Outcome.Unreachable(Why), new Outcome.NotReached(Why),
    ];

    [Theory]
    [MemberData(nameof(Harmless))]
    public void What_was_not_changed_or_arrived_costs_nothing(Outcome outcome)
    {
        FailureBudget budget = new("web", 0);

        budget.Charge(outcome, Wave.Canary, null);

        Assert.Null(budget.Exhausted);
    }

    [Fact]
    public void A_generation_is_blamed_only_for_what_it_was_caught_at()
    {
        FailureBudget budget = new("web", 0);
        budget.Charge(new Outcome.Reverted(Why), Wave.Rest, caught: null);
        Assert.Null(budget.Blame);

        budget.Charge(new Outcome.Reverted(Why), Wave.Rest, caught: Why);

        Assert.Equal(Why, budget.Blame);
    }
}
