using Chimera.Fleet.Tests.Declaration;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>The page about the faults: written from a run, and held against the later ones but for what may differ.</summary>
internal static class FaultPage
{
    private const string Path = "docs/faults.md";

    private const string Text = """
        # Faults

        What is done to the hosts of a lab while they are changed, and where they are afterwards. Written by
        `tests/Chimera.Fleet.Tests/Faults`, which does all of this and fails if a host is not whole. What is done to deploys of sites
        stands in `docs/site-faults.md`.

            dotnet run --project tests/Chimera.Fleet.Tests -- -class '*FaultTests'
            CHIMERA_FAULT_ROUNDS=4 dotnet run --project tests/Chimera.Fleet.Tests -- -class '*FaultTests'     # four times as many moments

        ## How
        Sixteen hosts, one rollout after another through the whole engine, with a real ledger. In each rollout one host at least has no
        trouble and must arrive, whatever happens beside it. Every third host is changed in a profile that does not come up by itself after
        a boot, the others in the system profile. What a host lacks comes to those through `import`, to the others through its Nix daemon.

        A *moment* is a state and a place in it. Before every program that the host starts stands a gate, which reads the state in the
        rollout's own record, counts, and stops the host there; then the fault comes, and the host goes on. The moments of a fault are
        spread over all programs that the host starts in the state, as counted in a rehearsal; one whose place is never reached comes in
        the next state. Several faults may come to one host in one rollout. Copies are cut by the bytes that have been sent. A controller
        is killed here as far as one process can kill a part of itself: its connections are killed, it says nothing more, and another one
        reads the ledger. `tests/Chimera.Cli.Tests` kills real ones with `kill -9` (`CrashTests`), and has two of them meet.

        After each rollout, of each host:

        - what is live is what is committed, and is the old or the new generation, as the table allows; what the system itself wrote on the
          disk says the same
        - nobody holds it; where the controller had given it up, it is free after it was settled
        - the ledger ends with the outcome that was reported, the outcome is what the host is, and no effect in the host's own record lacks
          its intent in the ledger
        - the next rollout, without trouble, brings it to the new generation, and no process of either is left

        ## What they do
        LEGEND
        ## What it does not show
        Power is cut by killing every process of the host, which leaves the machine's page cache as it is: what was written and not synced
        is still there afterwards. That syncs come where they must is not shown by this. Nothing stops between two programs either: what a
        shell does by itself, without starting one, is one step here.

        ## The table
        "Old" and "new" are generations. Where both are allowed, the host goes on or goes back, depending on where in the state it was.
        Where a second fault came to the same host later in the rollout, it ended as that one allows.

        TABLE
        """;

    /// <param name="isWhole">It is the run that the page is about, not a longer one.</param>
    public static void Holds(FaultTable table, bool isWhole)
    {
        if (!isWhole)
            return;
        var isRewritten = Environment.GetEnvironmentVariable("CHIMERA_UPDATE_SNAPSHOTS") == "1";
        Snapshot.Matches(Path, Page(table, isRewritten ? table.Write() : Written(table)));
    }

    /// <summary>The rows as they were committed, if this run differs from them only in where hosts ended.</summary>
    private static string Written(FaultTable table)
    {
        var seen = table.Write();
        var rows = File.ReadLines(Snapshot.PathOf(Path)).SkipWhile(line => !line.StartsWith("| fault", StringComparison.Ordinal));
        var committed = string.Concat(rows.Select(line => line + "\n"));
        return WithoutEnds(committed) == WithoutEnds(seen) ? committed : seen;
    }

    private static string WithoutEnds(string rows) =>
        string.Join('\n', rows.Split('\n').Select(row => string.Join('|', row.Split('|').Take(5))));

    private static string Page(FaultTable table, string rows) => Text
        .Replace("LEGEND\n", table.Legend() + "\n", StringComparison.Ordinal)
        .Replace("TABLE", rows, StringComparison.Ordinal);
}
