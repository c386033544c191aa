using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Store.Sqlite;

namespace Chimera.Store.Tests;

public sealed class PlanTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task A_saved_plan_is_found_by_its_digest_and_by_any_beginning_that_is_its_own()
    {
        var plan = Make("one");
        await using (var store = _sandbox.Open())
        {
            await store.Plans.SaveAsync(plan, default);
            await store.Plans.SaveAsync(plan, default);
        }

        await using var again = _sandbox.Open();
        foreach (var reference in new[] { plan.Digest, plan.Digest[7..], plan.Digest[..20], plan.Digest[7..12] })
        {
            Assert.Equal(plan.Digest, Assert.IsType<PlanLookup.Found>(await again.Plans.FindAsync(reference, default)).Plan.Digest);
        }
    }

    [Fact]
    public async Task A_beginning_that_several_plans_share_names_them()
    {
        await using var store = _sandbox.Open();
        var digests = new List<string>();
        for (var i = 0; i < 17; i++)
        {
            var plan = Make($"{i}");
            digests.Add(plan.Digest);
            await store.Plans.SaveAsync(plan, default);
        }

        // Seventeen digests have fewer than seventeen different first digits.
        var shared = digests.GroupBy(digest => digest[..8], StringComparer.Ordinal).First(group => group.Count() > 1);
        var ambiguous = Assert.IsType<PlanLookup.Ambiguous>(await store.Plans.FindAsync(shared.Key, default));
        Assert.Equal(shared.Order(StringComparer.Ordinal), ambiguous.Digests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData("0000000000")]
    [InlineData("%")]
    [InlineData("a' OR '1'='1")]
    [InlineData("ABCDEF")]
    public async Task What_no_plan_is_called_is_unknown(string reference)
    {
        await using var store = _sandbox.Open();
        await store.Plans.SaveAsync(Make("one"), default);

        Assert.IsType<PlanLookup.Unknown>(await store.Plans.FindAsync(reference, default));
    }

    [Theory]
    [InlineData("UPDATE plans SET document = replace(document, 'sha256:one', 'sha256:two')")]
    [InlineData("UPDATE plans SET document = '{}'")]
    [InlineData("UPDATE plans SET document = 'x'")]
    public async Task A_plan_that_was_changed_in_the_database_is_not_handed_out(string change)
    {
        await using var store = _sandbox.Open();
        var plan = Make("sha256:one");
        await store.Plans.SaveAsync(plan, default);
        using (var connection = new StateDatabase(_sandbox.Folder.Database).Open(isDurable: true))
        {
            StateDatabase.Execute(connection, change);
        }

        Assert.Equal(plan.Digest, Assert.IsType<PlanLookup.Damaged>(await store.Plans.FindAsync(plan.Digest, default)).Digest);
    }

    [Fact]
    public async Task A_plan_can_be_saved_while_somebody_else_writes_to_the_ledger()
    {
        await using var store = _sandbox.Open();
        using var view = StateView.Open(_sandbox.Folder)!;
        var plan = Make("one");
        await Task.WhenAll(view.Plans.SaveAsync(plan, default), store.Journal.AppendAsync(new("s", "t", new JsonObject()), default));

        Assert.IsType<PlanLookup.Found>(await store.Plans.FindAsync(plan.Digest, default));
    }

    public void Dispose() => _sandbox.Dispose();

    private static Plan Make(string truth) => new(PlanIntent.Deploy, truth, []);
}
