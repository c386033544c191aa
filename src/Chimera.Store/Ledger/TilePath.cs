namespace Chimera.Store.Ledger;

/// <summary>A tile's number as a path, in groups of three digits: 1234067 is <c>x001/x234/067</c> (C2SP tlog-tiles).</summary>
internal static class TilePath
{
    public static string Of(long number)
    {
        var path = $"{number % 1000:D3}";
        for (var rest = number / 1000; rest > 0; rest /= 1000)
        {
            path = $"x{rest % 1000:D3}/{path}";
        }

        return path;
    }
}
