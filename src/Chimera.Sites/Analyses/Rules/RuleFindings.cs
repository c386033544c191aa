using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses.Rules;

/// <summary>What can be wrong with redirect rules.</summary>
public static class RuleFindings
{
    private const string Matcher = "Netlify's own matcher, netlify-redirector 0.5.0, which behaves so";

    public static readonly FindingKind Shadowed = new(
        "rule.shadowed", Severity.Warning, "a rule never gets its turn",
        "Rules are tried in order and the first that matches wins. An earlier rule matches everything that this one is "
            + "for, so this one does nothing.",
        "move the more specific rule above the general one, or delete it",
        "`/* /index.html 200` above `/old /new 301`: the second line must come first.", Matcher);

    public static readonly FindingKind Unreachable = new(
        "rule.unreachable", Severity.Warning, "a rule can never match",
        "No request that a browser can send meets this rule: a fragment or query written into the path, a host with a "
            + "wildcard, a path that is not "
            + "percent-encoded, or a splat whose destination leads back into the rule itself. The platform accepts the rule "
            + "and says nothing.",
        "write the path as it is sent: without '#' and '?', percent-encoded, with a full host name",
        "`/docs#install /install 301` never matches, because browsers do not send the fragment.", Matcher);

    public static readonly FindingKind Loop = new(
        "rule.loop", Severity.Error, "redirects lead in a circle",
        "A visitor is sent round until the browser gives up with ERR_TOO_MANY_REDIRECTS. `/x` and `/x/` are one and the "
            + "same path to a rule, so a "
            + "rule that adds or removes a slash redirects to itself.",
        "delete the rule, or let it lead to another path",
        "`/x/ /x 301!` redirects `/x` to `/x` for ever. The platform takes care of slashes itself: delete the line.", Matcher);

    public static readonly FindingKind LoopUnlessFile = new(
        "rule.loop-unless-file", Severity.Warning, "redirects lead in a circle, unless a file stops them",
        "The rules lead in a circle. They are not forced, so a file at the path is served instead of the redirect; where "
            + "there is none, visitors get "
            + "ERR_TOO_MANY_REDIRECTS. The publish folder is not there to tell.",
        "delete the rule, or let it lead to another path",
        "`/x/ /x 301` is harmless only as long as `x.html` or `x/index.html` is published.", Matcher);

    public static readonly FindingKind Chain = new(
        "rule.chain", Severity.Note, "a redirect leads to another redirect",
        "Each step costs the visitor a round trip, and search engines follow few of them.",
        "let the first rule lead to the last destination",
        "`/a /b 301` and `/b /c 301`: write `/a /c 301`.", Matcher);

    public static readonly FindingKind Duplicate = new(
        "rule.duplicate", Severity.Warning, "the same rule twice",
        "An earlier rule has the same path, conditions and destination; this one does nothing. A slash at the end of a "
            + "path makes no difference.",
        "delete one of the two", "`/a /b 301` and `/a/ /b 301`: one of them is enough.", Matcher);

    public static readonly FindingKind Contradictory = new(
        "rule.contradictory", Severity.Warning, "two rules for the same path disagree",
        "An earlier rule has the same path and conditions but another destination, status or force. The first wins; this "
            + "one does nothing.",
        "decide which of the two is meant, and delete the other",
        "`/a /b 301` and later `/a /c 302`: visitors always get `/b`.", Matcher);

    public static readonly FindingKind DestinationMissing = new(
        "rule.destination-missing", Severity.Warning, "a rule leads to nothing",
        "No published file, no other rule and no function of the platform answers at the destination, so visitors get a 404.",
        "correct the destination, or publish the file", "`/old /nwe 301` where only `/new.html` is published.",
        "the files in the publish folder, looked up as the platform's tools do (@netlify/static 4)");

    public static readonly FindingKind StatusUnsupported = new(
        "rule.status-unsupported", Severity.Warning, "a status that the platform does not document",
        "Netlify documents 200, 301, 302 and 404. Its tools accept any number, but the live platform was seen to answer "
            + "404 for 307, and says "
            + "nothing about the others.",
        "use 302 for 307, 301 for 308, and 404 for errors", "`/a /b 307` should be `/a /b 302`.",
        "Netlify's documentation of redirect options; netlify-dev-plugin#190");

    public static readonly FindingKind ConditionUnknown = new(
        "rule.condition-unknown", Severity.Warning, "a condition that the platform does not know",
        "Known are Country, Language, Role and Cookie. A rule with any other condition never applies, and the platform "
            + "says nothing. Words after "
            + "the status, such as a second status, count as conditions.",
        "use Country, Language, Role or Cookie, or delete the word", "`/a /b 302 Region=eu` never applies.", Matcher);

    public static readonly FindingKind BreaksAll = new(
        "rule.breaks-all", Severity.Error, "one redirect makes the platform's matcher fail for all of them",
        "The platform's parser lets a list or a table through where its matcher needs a text. The matcher refuses the whole set of "
            + "rules: no "
            + "redirect of the site works, and nobody says so.",
        "give the field a text", "`to = [\"/a\", \"/b\"]` should be `to = \"/a\"`.", Matcher);

    public static readonly FindingKind ForceNotBoolean = new(
        "rule.force-not-boolean", Severity.Error, "'force' is no boolean",
        "The platform's parser accepts the value, and its matcher then drops the whole rule without a word.",
        "write force = true or force = false, without quotes", "`force = \"true\"` should be `force = true`.", Matcher);

    public static readonly FindingKind Dropped = new(
        "rule.dropped", Severity.Error, "the platform drops a rule",
        "The platform's parser accepts the rule, and its matcher then leaves it out without a word, because a value has "
            + "the wrong type or the "
            + "destination is empty.",
        "give every value the type that is documented: texts, a whole number for the status, lists of texts for conditions",
        "`query = { x = [\"1\"] }` should be `query = { x = \"1\" }`.", Matcher);

    public static readonly FindingKind TooMany = new(
        "rule.too-many", Severity.Warning, "very many rules",
        "Netlify advises against more than 10,000 rules; with many more the deploy may fail while it processes them.",
        "replace rules of one form by one with a splat or a placeholder",
        "`/blog/a /posts/a`, `/blog/b /posts/b`, … are `/blog/* /posts/:splat`.",
        "Netlify's documentation of redirects, limits");

    public static readonly FindingKind EncodingMixed = new(
        "rule.encoding-mixed", Severity.Warning, "a path that is percent-encoded in part",
        "The live platform compares the path as it is sent, percent-encoded; its local tools decode it first. A path "
            + "that is written half and half "
            + "matches in neither.",
        "percent-encode the whole path", "`/caf%C3%A9/naïve` should be `/caf%C3%A9/na%C3%AFve`.",
        "Netlify's documentation of redirect options, and its matcher, netlify-redirector 0.5.0");

    public static readonly ImmutableArray<FindingKind> All =
    [
        Shadowed, Unreachable, Loop, LoopUnlessFile, Chain, Duplicate, Contradictory, DestinationMissing, StatusUnsupported,
        ConditionUnknown, BreaksAll, ForceNotBoolean, Dropped, TooMany, EncodingMixed,
    ];
}
