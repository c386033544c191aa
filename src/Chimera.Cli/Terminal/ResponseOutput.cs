using System.Globalization;
using System.Text.Json.Nodes;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Cli.Terminal;

/// <summary>Writes predicted answers, each with why it is that one.</summary>
internal static class ResponseOutput
{
    public static void Write(IReadOnlyList<Foresight> foreseen, IReadOnlyList<SiteRequest> requests, OutputFormat format, Streams streams)
    {
        foreach (var foresight in foreseen)
        {
            if (foresight.Responder is not { } responder)
            {
                FindingText.WriteAll(foresight.Findings.Select(finding => finding.ToFinding()), streams.Err);
                streams.Err.WriteLine(ForesightOutput.Summary(foresight));
                continue;
            }

            foreach (var request in requests)
            {
                var response = responder.Respond(request);
                foreach (var line in format == OutputFormat.Json
                    ? [Document(foresight.Platform, request, response).ToLine()]
                    : Text(foresight.Platform, request, response).Select(FindingText.OneLine))
                {
                    streams.Out.WriteLine(line);
                }
            }
        }
    }

    private static IEnumerable<string> Text(Platform platform, SiteRequest request, SiteResponse response)
    {
        yield return $"{request.Method} {request.Target} on {platform.Name()}";
        yield return $"  {Status(response)}{Where(response)}";
        foreach (var (name, value) in response.Headers)
        {
            yield return $"  {name}: {value}";
        }

        foreach (var reason in response.Why)
        {
            yield return $"    {Word(reason.Kind)}: {(reason.Place is { } place ? $"{place}: " : "")}{reason.Text}";
        }

        yield return $"    evidence: {ForesightDocument.Word(response.Evidence)}";
    }

    private static string Status(SiteResponse response) => response.By switch
    {
        ServedBy.Proxy => "proxied",
        ServedBy.Function => "function",
        _ => response.Status.ToString(CultureInfo.InvariantCulture),
    };

    private static string Where(SiteResponse response) => response switch
    {
        { Location: { } location } => $" to {location}",
        { ProxiedTo: { } url } => $" to {url}",
        { Body: { } body } => $" {body}",
        _ => "",
    };

    private static string Word(ReasonKind kind) => kind switch
    {
        ReasonKind.Decided => "because",
        ReasonKind.NotMet => "not met",
        ReasonKind.Shadowed => "shadowed",
        ReasonKind.Guarded => "skipped",
        _ => "in doubt",
    };

    private static string Name(ServedBy by) => by switch
    {
        ServedBy.File => "file",
        ServedBy.FileBeforeRule => "filebeforerule",
        ServedBy.CanonicalUrl => "canonicalurl",
        ServedBy.Redirect => "redirect",
        ServedBy.Rewrite => "rewrite",
        ServedBy.Proxy => "proxy",
        ServedBy.NotFound => "notfound",
        ServedBy.MethodNotAllowed => "methodnotallowed",
        ServedBy.Malformed => "malformed",
        ServedBy.Function => "function",
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, null),
    };

    private static string Name(ReasonKind kind) => kind switch
    {
        ReasonKind.Decided => "decided",
        ReasonKind.NotMet => "notmet",
        ReasonKind.Shadowed => "shadowed",
        ReasonKind.Guarded => "guarded",
        ReasonKind.Doubt => "doubt",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static JsonObject Document(Platform platform, SiteRequest request, SiteResponse response) => new()
    {
        ["platform"] = platform.Name(),
        ["method"] = request.Method,
        ["request"] = request.Target,
        ["by"] = Name(response.By),
        ["status"] = response.Status == 0 ? null : response.Status,
        ["location"] = response.Location,
        ["body"] = response.Body,
        ["proxiedTo"] = response.ProxiedTo,
        ["headers"] = new JsonArray([.. response.Headers.Select(pair => new JsonObject { ["name"] = pair.Key, ["value"] = pair.Value })]),
        ["rule"] = response.Rule?.Place?.ToString(),
        ["evidence"] = ForesightDocument.Word(response.Evidence),
        ["why"] = new JsonArray([.. response.Why.Select(reason => new JsonObject
        {
            ["kind"] = Name(reason.Kind),
            ["text"] = reason.Text,
            ["place"] = reason.Place?.ToString(),
        })]),
    };
}
