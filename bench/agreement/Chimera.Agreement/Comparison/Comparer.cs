using System.Text.Json;
using Chimera.Agreement.Answers;
using Chimera.Agreement.Oracle;

namespace Chimera.Agreement.Comparison;

/// <summary>Lays the two sides' answers about one site beside each other.</summary>
internal static class Comparer
{
    private const string Nothing = "[]";

    public static void Compare(Job job, OracleAnswer netlify, ChimeraAnswer chimera, Tally tally)
    {
        var site = job.Site.Name;
        tally.AddSite();
        foreach (var context in netlify.Contexts)
        {
            Context(site, context, chimera.Contexts[context.Name], tally);
        }

        WhereSaid(Kinds.Redirects, "redirects", chimera.Redirects);
        WhereSaid(Kinds.RedirectErrors, "redirectErrors", chimera.RedirectErrors);
        WhereSaid(Kinds.Headers, "headers", chimera.Headers);
        WhereSaid(Kinds.HeaderErrors, "headerErrors", chimera.HeaderErrors);
        if (!netlify.Compiled)
        {
            tally.AddUnanswered($"{site}: the matcher takes no rules: {netlify["compiled"]}");
            return;
        }

        Requests(site, netlify, chimera, tally);

        // That neither side says anything is no news, and would only make the figures look better.
        void WhereSaid(string kind, string name, string ours)
        {
            var theirs = netlify[name].GetRawText();
            if (theirs != Nothing || ours != Nothing)
            {
                tally.Add(new Item(kind, site, name, theirs, ours));
            }
        }
    }

    private static void Context(string site, JsonProperty context, ContextAnswer ours, Tally tally)
    {
        var theirs = context.Value;
        var refused = theirs.TryGetProperty("fatal", out var fatal);
        tally.Add(new Item(Kinds.Config, site, context.Name, refused ? """{"ok":false}""" : Resolved(theirs), ours.Resolved));
        if (refused || ours.Fatal is not null)
        {
            tally.Add(new Item(Kinds.Fatal, site, context.Name, refused ? fatal.GetRawText() : "null", ours.Fatal ?? "null"));
        }

        if (!refused && ours.Fatal is null)
        {
            var warnings = theirs.GetProperty("warnings").GetRawText();
            if (warnings != Nothing || ours.Warnings != Nothing)
            {
                tally.Add(new Item(Kinds.Warnings, site, context.Name, warnings, ours.Warnings));
            }
        }
    }

    private static string Resolved(JsonElement context)
    {
        var parts = from property in context.EnumerateObject()
                    where property.Name != "warnings"
                    select $"{JsonSerializer.Serialize(property.Name)}:{property.Value.GetRawText()}";
        return $"{{{string.Join(',', parts)}}}";
    }

    private static void Requests(string site, OracleAnswer netlify, ChimeraAnswer chimera, Tally tally)
    {
        var requests = netlify["requests"];
        for (var i = 0; i < requests.GetArrayLength(); i++)
        {
            Request(Kinds.MatchDecoded, netlify["decoded"][i], chimera.Decoded[i]);
            Request(Kinds.MatchRaw, netlify["raw"][i], chimera.Raw[i]);
            Request(Kinds.Response, netlify["responses"][i], chimera.Responses[i]);

            void Request(string kind, JsonElement theirs, string ours)
            {
                if (theirs.ValueKind == JsonValueKind.Object && theirs.TryGetProperty("crash", out var crash))
                {
                    tally.AddUnanswered($"{site}, {kind}, {RequestLine.Of(requests[i])}: {crash.GetString()}");
                }
                else
                {
                    tally.Add(new Item(kind, site, RequestLine.Of(requests[i]), theirs.GetRawText(), ours));
                }
            }
        }
    }
}
