using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>The headers of a site as @netlify/headers-parser 10.1 normalises and merges them.</summary>
/// <param name="Rules">All that match a path apply; of one header the last is sent.</param>
/// <param name="Problems">In the order in which Netlify reports them; those it says nothing about come last in each source.</param>
internal sealed record NetlifyHeaders(ImmutableArray<HeaderRule> Rules, ImmutableArray<RuleProblem> Problems)
{
    /// <param name="files">The <c>_headers</c> files.</param>
    /// <param name="list">The value of <c>headers</c> in <c>netlify.toml</c>; an empty list when there is none.</param>
    /// <param name="writtenAt">Finds places in <c>netlify.toml</c>.</param>
    /// <param name="unreadable">How the path of a <c>_headers</c> that is there and cannot be read is named; null when all can.</param>
    /// <param name="compiles">Patterns are compiled, and dropped when that fails. Netlify's build only reads them.</param>
    public static NetlifyHeaders Read(
        IEnumerable<SourceFile> files, JsonNode? list, WrittenAt? writtenAt, CancellationToken cancel, string? unreadable = null,
        bool compiles = false)
    {
        var pool = new StringPool();
        var fromFiles = new HeaderReading(pool, compiles);
        foreach (var file in files)
        {
            new HeaderFile(file, fromFiles).Read(cancel);
        }

        if (unreadable is not null)
        {
            fromFiles.RefuseLine(new RuleProblem(
                HeaderFindings.Unreadable, $"Could not read headers file: {unreadable}", "'_headers' cannot be read as a file", Place
                    .Of(unreadable), null, unreadable));
        }

        var fromTables = new HeaderReading(pool, compiles);
        ReadList(list, writtenAt, fromTables, cancel);
        return new NetlifyHeaders(
            HeaderEquality.KeepLast([.. fromFiles.Rules, .. fromTables.Rules]), [.. fromFiles.Problems, .. fromTables.Problems]);
    }

    public static NetlifyHeaders Read(SourceFile file) => Read([file], new JsonArray(), null, CancellationToken.None);

    private static void ReadList(JsonNode? list, WrittenAt? writtenAt, HeaderReading reading, CancellationToken cancel)
    {
        if (list is not JsonArray array)
        {
            var written = writtenAt?.Invoke("headers");
            reading.Refuse(new RuleProblem(
                HeaderFindings.NotAList, $"Headers must be an array not: {JsValue.Text(list)}",
                "'headers' is not a list of tables, so no header of this file is read", written?.Place, written?.Span, "headers"));
            return;
        }

        for (var index = 0; index < array.Count; index++)
        {
            if ((index & 0xfff) == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }

            var number = index.ToString(CultureInfo.InvariantCulture);
            reading.Take(
                array[index], writtenAt?.Invoke("headers", number),
                (field, name) =>
                    name is null ? writtenAt?.Invoke("headers", number, field) : writtenAt?.Invoke("headers", number, field, name));
        }
    }
}
