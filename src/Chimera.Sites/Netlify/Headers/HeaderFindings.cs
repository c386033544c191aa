using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>
/// What can be wrong with headers as they are written. Netlify warns in the build's log at most, drops them and deploys the rest.
/// </summary>
internal static class HeaderFindings
{
    private const string Parser = "@netlify/headers-parser 10.1, the code that Netlify's build runs";

    public static readonly FindingKind BeforePath = new(
        "header.before-path", Severity.Error, "a header stands before any path",
        "Headers belong to the path line above them. A line that does not begin with a slash is no path: `*`, `https://…` and "
            + "`index.html` are not. Netlify drops the header.",
        "write the path, beginning with '/', on a line above the header",
        "`*` followed by `X-Frame-Options: DENY` should be `/*` followed by it.", Parser);

    public static readonly FindingKind NoName = new(
        "header.no-name", Severity.Error, "a header has no name",
        "Nothing stands before the colon, so Netlify drops the line.",
        "write the header's name before the colon, or delete the line",
        "`: DENY` should be `X-Frame-Options: DENY`.", Parser);

    public static readonly FindingKind NoValue = new(
        "header.no-value", Severity.Error, "a header has no value",
        "Nothing stands after the colon, so Netlify drops the line. Values cannot be continued on the next line.",
        "write the value on the same line, or delete the line",
        "`Content-Security-Policy:` with the value on the next line should be one line.", Parser);

    public static readonly FindingKind NoColon = new(
        "header.no-colon", Severity.Warning, "a line is neither a path nor a header",
        "A line of `_headers` is a path that begins with a slash, or a header with a colon. Netlify ignores any other line without a word.",
        "begin a path with '/', put a colon after a header's name, or make the line a comment with '#'",
        "`X-Frame-Options DENY` should be `X-Frame-Options: DENY`.", Parser);

    public static readonly FindingKind MissingFor = new(
        "header.missing-for", Severity.Error, "a table of headers does not say its path",
        "A `[[headers]]` table must say `for`, the path it is for. Netlify drops the table.",
        "add 'for'",
        "`[[headers]]` with only `[headers.values]` also needs `for = \"/*\"`.", Parser);

    public static readonly FindingKind BadFor = new(
        "header.bad-for", Severity.Error, "the path of a table of headers is not a text",
        "`for` must be one text. Netlify drops the table; a list of paths needs one table each.",
        "give 'for' one path in quotes",
        "`for = [\"/a\", \"/b\"]` should be two tables, one with `for = \"/a\"` and one with `for = \"/b\"`.", Parser);

    public static readonly FindingKind BadValues = new(
        "header.bad-values", Severity.Error, "the values of a table of headers are not a table",
        "`values` must be a table with one key for each header. Netlify drops the whole table of headers.",
        "write the headers below '[headers.values]'",
        "`values = \"X-A: 1\"` should be `values = { X-A = \"1\" }`.", Parser);

    public static readonly FindingKind EmptyName = new(
        "header.empty-name", Severity.Error, "a header in netlify.toml has an empty name",
        "A key of `values` is empty, or the word `undefined`. Netlify drops all headers of that table, the good ones too.",
        "give the header its name, or delete it",
        "`\"\" = \"1\"` should be `X-A = \"1\"`.", Parser);

    public static readonly FindingKind BadValue = new(
        "header.bad-value", Severity.Error, "the value of a header in netlify.toml is not a text",
        "A header's value is a text or a list of texts. One number or boolean makes Netlify drop all headers of that table, the good "
            + "ones too.",
        "put the value in quotes",
        "`X-XSS-Protection = 0` should be `X-XSS-Protection = \"0\"`.", Parser);

    public static readonly FindingKind NotAList = new(
        "header.not-a-list", Severity.Error, "the headers of netlify.toml are not a list",
        "Each path is a table of the list `headers`, written with two brackets. With one bracket there is one table and no list, and "
            + "Netlify reads no header of the file.",
        "write '[[headers]]' instead of '[headers]'",
        "`[headers]` should be `[[headers]]`.", Parser);

    public static readonly FindingKind NotATable = new(
        "header.not-a-table", Severity.Error, "an element of the list of headers is not a table",
        "Each element must be a table with `for` and `values`. Netlify drops the element.",
        "write it as a table with 'for' and 'values'",
        "`headers = [\"X-A: 1\"]` should be `headers = [{ for = \"/*\", values = { X-A = \"1\" } }]`.", Parser);

    public static readonly FindingKind BadPattern = new(
        "header.bad-pattern", Severity.Warning, "the path of a header rule is not a valid pattern",
        "In a segment with a `*` among other characters Netlify leaves the others as they are and reads the segment "
            + "as a regular expression, in which brackets, braces, plus and backslash have a meaning. This one cannot be read, so the "
            + "headers are sent for no path.",
        "use '*' alone in its segment, or write one rule for each path",
        "`/*.{js,css}` should be two rules, `/*.js` and `/*.css`.", Parser);

    public static readonly FindingKind Unreadable = new(
        "header.unreadable-file", Severity.Error, "_headers cannot be read as a file",
        "There is a folder, or a file that cannot be opened, where Netlify looks for `_headers`. None of its headers is read.",
        "put a text file in its place",
        "A folder named `_headers` in the publish folder should be a file.", Parser);

    public static readonly ImmutableArray<FindingKind> All =
    [
        BeforePath, NoName, NoValue, NoColon, MissingFor, BadFor, BadValues, EmptyName, BadValue, NotAList, NotATable, BadPattern,
        Unreadable,
    ];
}
