using System.Globalization;
using System.Text;
using Chimera.Sites.Host.Telling;

namespace Chimera.Sites.Host.Caddy;

/// <summary>Rules as handlers of Caddy's of which the first that matches is run. They answer, or say what is sent afterwards and with which status.</summary>
internal static class CaddyRules
{
    /// <summary>The text that rules are tried on.</summary>
    public const string Asked = "{http.vars.chimera_asked}";

    private const string Here = "/chimera-here";
    private const string Nowhere = "/chimera-none";

    /// <summary>Null, or what of a rule Caddy cannot be told.</summary>
    public static string? Problem(RuleEntry entry) =>
        entry.Answer == RuleAnswer.Proxy && Server(entry.To) is var (_, authority, _)
            && (authority.Contains(':', StringComparison.Ordinal) ? !HasPortAlone(authority) : authority.Length == 0)
            ? "a proxy whose server depends on the request" : null;

    public static void Write(StringBuilder text, IEnumerable<RuleEntry> entries)
    {
        var number = 0;
        text.Append("    handle {\n");
        foreach (var entry in entries)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"r{number++}");
            text.Append(CultureInfo.InvariantCulture, $"        @{name} {{\n            vars_regexp {name}_0 {Asked} `{entry.Expressions[0]}`\n");
            for (var at = 1; at < entry.Expressions.Length; at++)
            {
                // What is not not so is so, and is captured: one set of matchers holds one of a kind.
                text.Append("            not {\n                not {\n");
                text.Append(CultureInfo.InvariantCulture, $"                    vars_regexp {name}_{at} {Asked} `{entry.Expressions[at]}`\n");
                text.Append("                }\n            }\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"        }}\n        handle @{name} {{\n{Answer(entry, name)}        }}\n");
        }

        text.Append("    }\n");
    }

    private static string Answer(RuleEntry entry, string name)
    {
        switch (entry.Answer)
        {
            case RuleAnswer.Redirect:
                var hash = entry.To.IndexOf('#', StringComparison.Ordinal) is var found and >= 0 ? found : entry.To.Length;
                // The query of the request goes along, unless the destination has one.
                var query = entry.To.AsSpan(0, hash).Contains('?') ? "" : "{chimera_search}";
                var location = CaddyText.Quoted(Filled(entry, name, entry.To[..hash]) + query + Filled(entry, name, entry.To[hash..]));
                return string.Create(CultureInfo.InvariantCulture, $"            redir * {location} {entry.Status}\n");
            case RuleAnswer.Proxy:
                var (scheme, authority, rest) = Server(entry.To);
                return Rewritten(entry, name, rest.Split('#')[0])
                    + $"            reverse_proxy {CaddyText.Quoted($"{scheme}://{authority}")} {{\n"
                    + $"                header_up Host {CaddyText.Quoted(authority)}\n            }}\n";
            case RuleAnswer.Files:
                return "            vars chimera_rule none\n";
            default:
                var to = entry.To.Split('?', '#')[0];
                return Rewritten(entry, name, to.StartsWith('/') ? to : Nowhere)
                    + (entry.Answer == RuleAnswer.Status ? string.Create(CultureInfo.InvariantCulture, $"            vars chimera_status {entry.Status}\n") : "");
        }
    }

    // Only what is put in the place of something is decoded as a path is; a rewritten path is decoded or not, depending on Caddy's version.
    private static string Rewritten(RuleEntry entry, string name, string to)
    {
        var question = to.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? at : to.Length;
        return $"            rewrite * {CaddyText.Quoted(Here + Filled(entry, name, to[question..]))}\n"
            + $"            uri replace {Here} {CaddyText.Quoted(Filled(entry, name, to[..question]))}\n";
    }

    private static string Filled(RuleEntry entry, string name, string to) =>
        DestinationText.Of(
            to, entry.Captures, CaddyText.Plain,
            capture => string.Create(CultureInfo.InvariantCulture, $"{{http.regexp.{name}_{capture.Expression}.{capture.Variable}}}"));

    private static (string Scheme, string Authority, string Path) Server(string to)
    {
        var start = to.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = to.IndexOfAny(['/', '?', '#'], start) is var at and >= 0 ? at : to.Length;
        return (to[..(start - 3)], to[start..end], to[end..].StartsWith('/') ? to[end..] : $"/{to[end..]}");
    }

    private static bool HasPortAlone(string authority) =>
        authority[(authority.IndexOf(':', StringComparison.Ordinal) + 1)..].All(char.IsAsciiDigit);
}
