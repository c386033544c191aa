using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Netlify.Redirects;

/// <summary>
/// What can be wrong with a redirect as it is written. Netlify warns in the build's log, drops the rule and deploys the rest.
/// </summary>
internal static class RedirectFindings
{
    private const string Parser = "@netlify/redirect-parser 16.1, the code that Netlify's build runs";

    public static readonly FindingKind NoTarget = new(
        "rule.no-destination", Severity.Error, "a redirect line has no destination",
        "The line holds a source and nothing else, or only a comment after it. Netlify drops it and goes on, so the address it was "
            + "meant for is not found.",
        "write the destination after the source, or delete the line",
        "`/old` should be `/old /new`. In `/old # /new` the destination is part of a comment.", Parser);

    public static readonly FindingKind BadTarget = new(
        "rule.bad-destination", Severity.Error, "no part of a redirect line can be its destination",
        "A destination begins with a slash, `http://` or `https://`; whatever stands before it is taken for query parameters. No part "
            + "of this line does, so Netlify drops it.",
        "begin the destination with '/' or 'https://'",
        "`/old new.html` should be `/old /new.html`; `/c www.example.com` should be `/c https://www.example.com`.", Parser);

    public static readonly FindingKind MissingTarget = new(
        "rule.missing-to", Severity.Error, "a redirect has no destination, and may not leave it out",
        "Only a rule that ends in `/*` and answers with a status from 200 to 299 may be without a destination: it then serves the same "
            + "path. Any other is dropped.",
        "add the destination",
        "`/old 301` should be `/old /new 301`. `/app/* 200` is complete.", Parser);

    public static readonly FindingKind BadStatus = new(
        "rule.bad-status", Severity.Error, "the status of a redirect is not a number",
        "The part after the destination is the status. When conditions, a second address or other text stand there, Netlify drops the "
            + "whole rule.",
        "write the status as a number right after the destination, and conditions after it",
        "`/ /us Country=us 302` should be `/ /us 302 Country=us`.", Parser);

    public static readonly FindingKind BadUrl = new(
        "rule.bad-url", Severity.Error, "the source of a redirect is not a valid URL",
        "A source that begins with `http://` or `https://` must be a URL with a host. Netlify drops the rule.",
        "correct the URL, or write only its path",
        "`https:// /new` should be `https://www.example.com/old /new`.", Parser);

    public static readonly FindingKind ReservedPath = new(
        "rule.reserved-path", Severity.Error, "the source of a redirect begins with /.netlify",
        "All paths that begin with `/.netlify` belong to Netlify: functions, identity, images. A rule for one is dropped, and so is "
            + "one for `/.netlifyfoo`.",
        "choose another source; to give a function another address, redirect from that address to '/.netlify/functions/name'",
        "`/.netlify/functions/* /api/:splat 200` should be `/api/* /.netlify/functions/:splat 200`.", Parser);

    public static readonly FindingKind MissingSource = new(
        "rule.missing-from", Severity.Error, "a redirect in netlify.toml has no source",
        "A `[[redirects]]` table must say `from`, the path it is for. Netlify drops the rule.",
        "add 'from'",
        "`[[redirects]]` with only `to = \"/new\"` also needs `from = \"/old\"`.", Parser);

    public static readonly FindingKind BadField = new(
        "rule.bad-field", Severity.Error, "a field of a redirect has a value of the wrong type",
        "`from` and `to` must be texts and `headers` a table. Netlify drops a rule in which they are not.",
        "give the field a value of its type",
        "`from = 404` should be `from = \"/404\"`; `headers = \"X-A: 1\"` should be `headers = { X-A = \"1\" }`.", Parser);

    public static readonly FindingKind NotAList = new(
        "rule.not-a-list", Severity.Error, "the redirects of netlify.toml are not a list",
        "Each redirect is a table of the list `redirects`, written with two brackets. With one bracket there is one table and no list, "
            + "and Netlify reads no redirect of the file.",
        "write '[[redirects]]' instead of '[redirects]'",
        "`[redirects]` should be `[[redirects]]`.", Parser);

    public static readonly FindingKind NotATable = new(
        "rule.not-a-table", Severity.Error, "an element of the list of redirects is not a table",
        "Each redirect must be a table with `from` and `to`; lines in the style of `_redirects` are not read in `netlify.toml`. "
            + "Netlify drops the element.",
        "write it as a table with 'from' and 'to'",
        "`redirects = [\"/a /b\"]` should be `redirects = [{ from = \"/a\", to = \"/b\" }]`.", Parser);

    public static readonly FindingKind Unreadable = new(
        "rule.unreadable-file", Severity.Error, "_redirects cannot be read as a file",
        "There is a folder, or a file that cannot be opened, where Netlify looks for `_redirects`. None of its rules is read.",
        "put a text file in its place",
        "A folder named `_redirects` in the publish folder should be a file.", Parser);

    public static readonly ImmutableArray<FindingKind> All =
    [
        NoTarget, BadTarget, MissingTarget, BadStatus, BadUrl, ReservedPath, MissingSource, BadField, NotAList, NotATable, Unreadable,
    ];
}
