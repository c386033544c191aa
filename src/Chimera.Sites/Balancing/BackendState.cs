namespace Chimera.Sites.Balancing;

/// <summary>What is known of one backend's health.</summary>
/// <param name="Part">How many percent of its declared share it is trusted with: 0 while it is ejected, 100 when it is full.</param>
/// <param name="Passes">Passed checks in a row.</param>
/// <param name="Fails">Failed checks in a row.</param>
public sealed record BackendState(string Name, int Weight, int Part, int Passes, int Fails)
{
    public const int Whole = 100;

    public Standing Standing => Part switch { 0 => Standing.Ejected, Whole => Standing.Full, _ => Standing.Returning };

    /// <summary>All are trusted until checks say otherwise: a balancer that starts must not move traffic.</summary>
    internal static BackendState Of(string name, int weight) => new(name, weight, Whole, Passes: 0, Fails: 0);

    /// <param name="result">Null when it was not asked.</param>
    /// <param name="mayStep">An interval is over.</param>
    internal BackendState After(CheckResult? result, BalanceRules rules, bool mayStep) => result switch
    {
        null => this,
        CheckResult.Failed when Fails + 1 >= rules.UnhealthyAfter => this with { Part = 0, Passes = 0, Fails = Capped(Fails) },
        // One bad answer ejects nobody, and gains nobody anything.
        CheckResult.Failed => this with { Passes = 0, Fails = Capped(Fails) },
        CheckResult.Passed => Passed(rules, mayStep) with { Passes = Capped(Passes), Fails = 0 },
        _ => throw new InvalidOperationException("a check passes or fails"),
    };

    private BackendState Passed(BalanceRules rules, bool mayStep) => Standing switch
    {
        Standing.Ejected when Passes + 1 >= rules.HealthyAfter => this with { Part = rules.Floor },
        Standing.Returning when mayStep => this with { Part = Math.Min(Whole, Part + rules.Step) },
        _ => this,
    };

    // It is compared with small numbers only, and a watch goes on for years.
    private static int Capped(int count) => Math.Min(count + 1, 1_000_000);
}
