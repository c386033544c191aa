namespace Chimera.Sites.Balancing;

/// <summary>By which rules weights follow health.</summary>
/// <param name="Floor">With how many percent of its declared share a backend that recovered begins.</param>
/// <param name="Step">How many percent of its declared share it gains in each interval after that.</param>
/// <param name="PanicBelow">When healthy backends have less than this percentage of the declared weight, nobody is ejected.</param>
/// <param name="UnhealthyAfter">So many failed checks in a row eject a backend; at least two, so that alternating results change nothing.</param>
/// <param name="HealthyAfter">So many passed checks in a row let it return; at least two.</param>
/// <param name="Every">The interval.</param>
public sealed record BalanceRules(int Floor, int Step, int PanicBelow, int UnhealthyAfter, int HealthyAfter, TimeSpan Every)
{
    public static readonly BalanceRules Usual = new(Floor: 5, Step: 10, PanicBelow: 50, UnhealthyAfter: 3, HealthyAfter: 2, Every: TimeSpan.FromSeconds(5));
}
