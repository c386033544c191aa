using Chimera.Engine.Validation;

namespace Chimera.Cli.Terminal;

/// <summary>A finding as one line: what kind, where, what and why, what to do, and the code to look up.</summary>
internal static class FindingText
{
    public static string Of(Finding finding)
    {
        var where = finding switch
        {
            { Place: { } place } => $"{place}: ",
            { Target: { } target } when !finding.Message.StartsWith(target.ToString(), StringComparison.Ordinal) => $"{target}: ",
            _ => "",
        };
        var remedy = finding.Remedy is { } text ? $"; {text}" : "";
        return OneLine($"{finding.Severity.ToString().ToLowerInvariant()}: {where}{finding.Message}{remedy} [{finding.Code}]");
    }

    public static void WriteAll(IEnumerable<Finding> findings, TextWriter writer)
    {
        foreach (var finding in findings)
        {
            writer.WriteLine(Of(finding));
        }
    }

    /// <summary>Text from outside must not move the cursor, colour the screen or fake a second line.</summary>
    public static string OneLine(string text) =>
        string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
}
