using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>
/// Everything that can go wrong, at every moment: the host ends in its new or in its old generation, and the ledger says in which.
/// <c>CHIMERA_FAULT_ROUNDS</c> multiplies the moments.
/// </summary>
public sealed class FaultTests
{
    [Fact]
    public async Task Whatever_happens_to_a_host_it_ends_whole_and_the_others_do_not_notice()
    {
        TemporaryLab.SkipUnlessPossible();
        var times = int.TryParse(Environment.GetEnvironmentVariable("CHIMERA_FAULT_ROUNDS"), out var asked) ? Math.Max(asked, 1) : 1;
        await using var lab = await FaultLab.UpAsync();
        await using Rival rival = new(await FaultSystem.AddAsync("rival"));
        FaultTable table = new();
        FaultRounds rounds = new(lab, table);
        FaultMatrix matrix = new(rival, times);

        await rounds.BeginAsync();
        foreach (var round in OtherRuns.Rounds(await BadSystem.AllAsync(), lab.Streams, times))
            await rounds.RoundAsync(round);
        for (var number = 0; number < times; number++)
        {
            foreach (var state in Enum.GetValues<HostState>())
                await rounds.RoundAsync(matrix.ControllerRound(state, number));
        }

        foreach (var round in matrix.Rounds())
            await rounds.RoundAsync(round);

        Assert.True(!rounds.Complaints.Any(), string.Join('\n', rounds.Complaints));
        Assert.True(table.Total >= 500, $"only {table.Total} faults came");
        FaultPage.Holds(table, isWhole: times == 1);
    }
}
