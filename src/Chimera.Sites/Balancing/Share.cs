namespace Chimera.Sites.Balancing;

/// <summary>The part of all requests that a backend gets, in hundredths of a percent.</summary>
public readonly record struct Share(int Hundredths)
{
    public const int All = 10_000;

    public double Percent => Hundredths / 100.0;
}
