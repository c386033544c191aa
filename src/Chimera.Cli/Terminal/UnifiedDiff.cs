using System.Text;
using DiffPlex;
using DiffPlex.Model;

namespace Chimera.Cli.Terminal;

/// <summary>Two versions of a file as a unified diff, as <c>patch</c> and <c>git apply</c> read it; three lines of context.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;
    private const string Nothing = "/dev/null";

    /// <param name="before">Null when the file is new.</param>
    /// <param name="after">Null when it is gone.</param>
    public static IEnumerable<string> Of(string file, byte[]? before, byte[]? after)
    {
        var diff = new Differ().CreateLineDiffs(Text(before), Text(after), ignoreWhitespace: false);
        if (diff.DiffBlocks.Count == 0)
        {
            yield break;
        }

        yield return $"--- {(before is null ? Nothing : $"a/{file}")}";
        yield return $"+++ {(after is null ? Nothing : $"b/{file}")}";
        foreach (var line in Hunks(diff.DiffBlocks).SelectMany(hunk => Lines(hunk, diff)))
        {
            yield return line;
        }
    }

    // The last line break ends a line; it does not begin another.
    private static string Text(byte[]? content)
    {
        var text = content is null ? "" : Encoding.UTF8.GetString(content);
        return text.EndsWith('\n') ? text[..^1] : text;
    }

    /// <summary>Blocks whose contexts touch belong to one hunk.</summary>
    private static IEnumerable<List<DiffBlock>> Hunks(IEnumerable<DiffBlock> blocks)
    {
        List<DiffBlock> hunk = [];
        foreach (var block in blocks)
        {
            if (hunk.Count > 0 && block.DeleteStartA - (hunk[^1].DeleteStartA + hunk[^1].DeleteCountA) > 2 * Context)
            {
                yield return hunk;
                hunk = [];
            }

            hunk.Add(block);
        }

        yield return hunk;
    }

    private static IEnumerable<string> Lines(List<DiffBlock> hunk, DiffResult diff)
    {
        var (old, fresh) = (diff.PiecesOld, diff.PiecesNew);
        var start = Math.Max(0, hunk[0].DeleteStartA - Context);
        var end = Math.Min(old.Length, hunk[^1].DeleteStartA + hunk[^1].DeleteCountA + Context);
        var startB = hunk[0].InsertStartB - (hunk[0].DeleteStartA - start);
        var count = end - start + hunk.Sum(block => block.InsertCountB - block.DeleteCountA);
        yield return $"@@ -{Range(start, end - start)} +{Range(startB, count)} @@";
        var at = start;
        foreach (var block in hunk)
        {
            for (; at < block.DeleteStartA; at++)
            {
                yield return $" {FindingText.OneLine(old[at])}";
            }

            for (; at < block.DeleteStartA + block.DeleteCountA; at++)
            {
                yield return $"-{FindingText.OneLine(old[at])}";
            }

            for (var i = 0; i < block.InsertCountB; i++)
            {
                yield return $"+{FindingText.OneLine(fresh[block.InsertStartB + i])}";
            }
        }

        for (; at < end; at++)
        {
            yield return $" {FindingText.OneLine(old[at])}";
        }
    }

    private static string Range(int start, int count) => count == 1 ? $"{start + 1}" : $"{(count == 0 ? start : start + 1)},{count}";
}
