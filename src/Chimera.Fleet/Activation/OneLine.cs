namespace Chimera.Fleet.Activation;

/// <summary>Text from a host, fit for a message: one line, no control characters, at most 300 characters.</summary>
internal static class OneLine
{
    public static string Of(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= 300 ? line : line[..300] + "…";
    }
}
