using Chimera.Engine.Validation;
using Chimera.Sites.Watching;
using Chimera.Sites.Watching.Causes;
using Chimera.Sites.Watching.Healing;

namespace Chimera.Sites.Tests.Watching;

public sealed class HealDecisionTests
{
    private static readonly Cause Elsewhere = new Cause.DeployedElsewhere("d9", null, []);
    private static readonly Cause Edited = new Cause.EditedOnHost(["www/index.html"], []);
    private static readonly Concern Content = new("GET /", ConcernKind.Content, Finding.Error("drift.content", "another"));

    [Fact]
    public void What_is_to_be_reported_is_left() =>
        Assert.IsType<HealDecision.Nothing>(HealDecision.Of(DriftPolicy.Report, [Content], Edited));

    [Fact]
    public void What_was_edited_on_the_host_is_healed() =>
        Assert.IsType<HealDecision.Heal>(HealDecision.Of(DriftPolicy.Heal, [Content], Edited));

    [Fact]
    public void What_nobody_can_say_is_tried_too() => Assert.IsType<HealDecision.Heal>(HealDecision.Of(DriftPolicy.Heal, [Content], cause: null));

    [Fact]
    public void What_somebody_deployed_is_undone_only_where_the_policy_says_always()
    {
        Assert.Contains("d9 was deployed elsewhere", Assert.IsType<HealDecision.Leave>(HealDecision.Of(DriftPolicy.Heal, [Content], Elsewhere)).Why, StringComparison.Ordinal);
        Assert.IsType<HealDecision.Heal>(HealDecision.Of(DriftPolicy.HealAlways, [Content], Elsewhere));
    }

    [Theory]
    [InlineData(ConcernKind.Unanswered)]
    [InlineData(ConcernKind.Unsteady)]
    [InlineData(ConcernKind.Certificate)]
    [InlineData(ConcernKind.Release)]
    public void What_a_deploy_cannot_mend_is_only_reported(ConcernKind kind) =>
        Assert.IsType<HealDecision.Nothing>(HealDecision.Of(DriftPolicy.HealAlways, [new Concern("x", kind, Finding.Error("x.y", "z"))], cause: null));
}
