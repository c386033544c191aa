namespace Chimera.Engine.Validation.Simulation;

/// <summary>What is drawn from 64 random bits.</summary>
internal static class ChanceExtensions
{
    /// <summary>0 to <paramref name="count"/> - 1.</summary>
    public static int Below(this IChance chance, int count) => (int)Math.BigMul(chance.Next(), (ulong)count, out _);

    /// <summary>Both ends included.</summary>
    public static int Between(this IChance chance, int least, int most) => least + chance.Below(most - least + 1);

    /// <summary>To the millisecond, both ends included.</summary>
    public static TimeSpan Between(this IChance chance, TimeSpan least, TimeSpan most) =>
        TimeSpan.FromMilliseconds(chance.Between((int)least.TotalMilliseconds, (int)most.TotalMilliseconds));

    public static bool Percent(this IChance chance, int percent) => chance.Below(100) < percent;

    public static T Pick<T>(this IChance chance, params ReadOnlySpan<T> choices) => choices[chance.Below(choices.Length)];
}
