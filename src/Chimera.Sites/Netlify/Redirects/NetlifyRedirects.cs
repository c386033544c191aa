using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Redirects;

/// <summary>The redirects of a site as @netlify/redirect-parser 16.1 normalises and merges them.</summary>
/// <param name="Rules">In the order in which Netlify tries them.</param>
/// <param name="Problems">In the order in which Netlify reports them.</param>
internal sealed record NetlifyRedirects(ImmutableArray<RedirectRule> Rules, ImmutableArray<RuleProblem> Problems)
{
    /// <param name="files">The <c>_redirects</c> files, the one whose rules come first at the front.</param>
    /// <param name="list">The value of <c>redirects</c> in <c>netlify.toml</c>; an empty list when there is none.</param>
    /// <param name="writtenAt">Finds places in <c>netlify.toml</c>.</param>
    /// <param name="unreadable">How the path of a <c>_redirects</c> that is there and cannot be read is named; null when all can.</param>
    public static NetlifyRedirects Read(
        IEnumerable<SourceFile> files, JsonNode? list, WrittenAt? writtenAt, CancellationToken cancel, string? unreadable = null)
    {
        var pool = new StringPool();
        var fromFiles = new RedirectReading();
        foreach (var file in files)
        {
            new RedirectFile(file, pool, fromFiles).Read(cancel);
        }

        if (unreadable is not null)
        {
            fromFiles.RefuseLine(new RuleProblem(
                RedirectFindings.Unreadable, $"Could not read redirects file: {unreadable}", "'_redirects' cannot be read as a file",
                Engine.Truth.Place.Of(unreadable), null, unreadable));
        }

        var fromTables = new RedirectReading();
        ReadList(list, writtenAt, fromTables, cancel);
        return new NetlifyRedirects(
            RedirectEquality.KeepLast([.. fromFiles.Rules, .. fromTables.Rules]), [.. fromFiles.Problems, .. fromTables.Problems]);
    }

    public static NetlifyRedirects Read(SourceFile file) => Read([file], new JsonArray(), null, CancellationToken.None);

    private static void ReadList(JsonNode? list, WrittenAt? writtenAt, RedirectReading reading, CancellationToken cancel)
    {
        if (list is not JsonArray array)
        {
            var written = writtenAt?.Invoke("redirects");
            reading.Refuse(new RuleProblem(
                RedirectFindings.NotAList, $"Redirects must be an array not: {JsValue.Text(list)}",
                "'redirects' is not a list of tables, so no redirect of this file is read", written?.Place, written?.Span, "redirects"));
            return;
        }

        for (var index = 0; index < array.Count; index++)
        {
            if ((index & 0xfff) == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }

            var number = index.ToString(CultureInfo.InvariantCulture);
            var whole = writtenAt?.Invoke("redirects", number);
            if (array[index] is not JsonObject table)
            {
                reading.Refuse(new RuleProblem(
                    RedirectFindings.NotATable, $"Redirects must be objects not: {JsValue.Text(array[index])}",
                    "an element of 'redirects' is not a table, so it is dropped", whole?.Place, whole?.Span, "redirects"));
                continue;
            }

            switch (new RedirectTable(table).Normalise(whole?.Place))
            {
                case RedirectOutcome.Accepted accepted:
                    reading.Accept(accepted.Rule.Odd is { } odd ? Pointed(accepted.Rule, odd, table, writtenAt, number) : accepted.Rule);
                    break;
                case RedirectOutcome.Refused refused:
                    var name = RedirectTable.WrittenName(table, refused.Field);
                    var written = name is null ? whole : writtenAt?.Invoke("redirects", number, name) ?? whole;
                    reading.Refuse(refused, JsJson.Stringify(table), written?.Place, written?.Span, refused.Field);
                    break;
                default:
                    throw new InvalidOperationException("an outcome is one of two");
            }
        }
    }

    /// <summary>
    /// A value of the wrong type makes Netlify's matcher drop a rule, but for that of a rate limit, which it does not read.
    /// </summary>
    private static RedirectRule Pointed(RedirectRule rule, JsonObject odd, JsonObject table, WrittenAt? writtenAt, string number)
    {
        var field = odd.Select(pair => pair.Key).FirstOrDefault(key => key != "rate_limit");
        var name = field is null ? null : RedirectTable.WrittenName(table, field);
        var written = name is null ? null : writtenAt?.Invoke("redirects", number, name);
        return rule with { OddPlace = written?.Place, OddSpan = written?.Span };
    }
}
