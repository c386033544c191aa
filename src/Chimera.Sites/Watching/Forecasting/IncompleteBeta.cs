namespace Chimera.Sites.Watching.Forecasting;

/// <summary>
/// The regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun 26.5.8, evaluated as Lentz did).
/// </summary>
internal static class IncompleteBeta
{
    private const double Smallest = 1e-300;
    private const double Close = 1e-15;
    private const int MostTerms = 10_000;

    // As many as a double has bits for, and some for small x.
    private const int Halvings = 64;

    // Lanczos, g = 7, n = 9.
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>How probable it is that a Beta(a, b) variable is at most x.</summary>
    public static double Of(double a, double b, double x)
    {
        if (x <= 0 || x >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));

        // The fraction converges fast on one side of the mean; the other side is its mirror image.
        return x < (a + 1) / (a + b + 2) ? front * Fraction(a, b, x) / a : 1 - (front * Fraction(b, a, 1 - x) / b);
    }

    /// <summary>The x of which <see cref="Of"/> is <paramref name="p"/>.</summary>
    public static double Quantile(double a, double b, double p)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < Halvings; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Of(a, b, middle) < p ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double Fraction(double a, double b, double x)
    {
        var c = 1.0;
        var d = 1 / Kept(1 - ((a + b) * x / (a + 1)));
        var result = d;
        for (var m = 1; m < MostTerms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Kept(1 + (even * d));
            c = Kept(1 + (even / c));
            result *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Kept(1 + (odd * d));
            c = Kept(1 + (odd / c));
            result *= d * c;
            if (Math.Abs((d * c) - 1) < Close)
            {
                break;
            }
        }

        return result;
    }

    private static double Kept(double value) => Math.Abs(value) < Smallest ? Smallest : value;

    /// <summary>For x from a half on.</summary>
    private static double LogGamma(double x)
    {
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (x - 1 + i);
        }

        var t = x + 6.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x - 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}
