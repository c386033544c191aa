using System.Text;
using System.Text.RegularExpressions;

namespace Chimera.Architecture.Tests;

/// <summary>docs/findings.md lists every code that a finding can have, from the source itself.</summary>
public sealed partial class FindingsPageTests
{
    private const string Head =
        """
        # Findings

        <!-- Written from the source: to change it, change the findings. -->

        Everything that Chimera finds wrong has a code: it stands in brackets at the end of the line. Codes keep their meaning. Where a message
        has a `…`, it says what exactly; what to do about it stands behind the message itself.


        """;

    [Fact]
    public void Every_code_is_on_the_page()
    {
        var page = new StringBuilder(Head);
        foreach (var area in Codes().GroupBy(code => code.Code.Split('.')[0]).OrderBy(area => area.Key, StringComparer.Ordinal))
        {
            page.Append($"## {area.Key}\n\n| code | what was found |\n|---|---|\n");
            foreach (var code in area.GroupBy(code => code.Code).OrderBy(code => code.Key, StringComparer.Ordinal))
            {
                page.Append($"| {Linked(code.Key)} | {string.Join("<br>", code.Select(found => found.Message).Where(message => message.Length > 0).Distinct(StringComparer.Ordinal))} |\n");
            }

            page.Append('\n');
        }

        var file = Path.Combine(Repository.Root, "docs", "findings.md");
        var text = page.ToString().TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("CHIMERA_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(text, File.ReadAllText(file));
    }

    private static IEnumerable<(string Code, string Message)> Codes() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        // What happens in simulations, and what is recorded, are no findings.
        where !file.Contains("/Simulation/", StringComparison.Ordinal) && !file.EndsWith("/EventTypes.cs", StringComparison.Ordinal)
        let source = File.ReadAllText(file)
        from Match found in Literal().Matches(source).Concat(Kind().Matches(source)).Concat(Hyphened().Matches(source))
        select (found.Groups["code"].Value, Readable(found.Groups["message"].Value));

    private static string Linked(string code) =>
        File.Exists(Path.Combine(Repository.Root, "docs", "findings", $"{code}.md")) ? $"[`{code}`](findings/{code}.md)" : $"`{code}`";

    private static string Readable(string message)
    {
        var text = Hole().Replace(message, "…").Replace("\\\"", "\"", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
        return Many().Replace(text.Split('{')[0] + (text.Contains('{', StringComparison.Ordinal) ? "…" : ""), "…");
    }

    // A code, and the message if it is written right behind it.
    [GeneratedRegex(
        """(?:Finding\.(?:Error|Warning)|Refuse|new Fault|Error|Bad|Report)\(\s*"(?<code>[a-z][a-z-]*\.[a-z][a-z-]*)"(?:,\s*\$?"(?<message>(?:[^"\\]|\\.)*)")?""",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();

    // A sort of finding, which has a page of its own.
    [GeneratedRegex(
        """new(?:\s+FindingKind)?\(\s*"(?<code>[a-z][a-z-]*\.[a-z][a-z-]*)",\s*Severity\.\w+,\s*"(?<message>(?:[^"\\]|\\.)*)"(?=,)""",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kind();

    // A code that stands by itself: its message is made elsewhere.
    [GeneratedRegex(@"""(?<code>[a-z][a-z-]*\.[a-z]+(?:-[a-z]+)+)""(?<message>)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hyphened();

    [GeneratedRegex("…{2,}", RegexOptions.None, 1000)]
    private static partial Regex Many();

    [GeneratedRegex(@"\{(?:[^{}]|\{[^{}]*\})*\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();
}
