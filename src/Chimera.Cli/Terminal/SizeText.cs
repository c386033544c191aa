namespace Chimera.Cli.Terminal;

/// <summary>Bytes as a person reads them: powers of 1024, one digit after the point.</summary>
internal static class SizeText
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string Of(long bytes)
    {
        double size = Math.Abs((double)bytes);
        var unit = 0;
        while (size >= 1024 && unit < Units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return unit == 0 ? $"{(long)size} B" : $"{size:0.0} {Units[unit]}";
    }

    public static string Signed(long bytes) => (bytes < 0 ? "-" : "+") + Of(bytes);
}
