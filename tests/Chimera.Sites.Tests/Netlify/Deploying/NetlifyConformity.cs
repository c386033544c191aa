using System.Text.Json.Nodes;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>Holds what is asked and answered against Netlify's documentation.</summary>
internal sealed class NetlifyConformity
{
    public List<string> Violations { get; } = [];

    public (string Operation, string[] Parts, Dictionary<string, string> Query) Recognise(RawRequest request)
    {
        var halves = request.Target.Split('?', 2);
        var parts = halves[0]["/api/v1/".Length..].Split('/').Select(Uri.UnescapeDataString).ToArray();
        var query = (halves.Length > 1 ? halves[1].Split('&') : []).Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
        var path = parts switch
        {
            ["sites", _] => "/sites/{site_id}",
            ["sites", _, "deploys"] => "/sites/{site_id}/deploys",
            ["sites", _, "deploys", _] => "/sites/{site_id}/deploys/{deploy_id}",
            ["sites", _, "deploys", _, "restore"] => "/sites/{site_id}/deploys/{deploy_id}/restore",
            ["deploys", _, "files", _, ..] => "/deploys/{deploy_id}/files/{path}",
            ["accounts", _, "env"] => "/accounts/{account_id}/env",
            ["accounts", _, "env", _] => "/accounts/{account_id}/env/{key}",
            ["accounts"] => "/accounts",
            _ => request.Target,
        };
        var operation = $"{request.Method} {path}";
        var known = NetlifyWire.Operations.GetValueOrDefault(operation) ?? NetlifyWire.OperationsOfVariables.GetValueOrDefault(operation) ?? NetlifyWire.OperationsOfTheCommand.GetValueOrDefault(operation);
        Hold(known is not null, $"there is no {operation}");
        foreach (var name in query.Keys)
        {
            Hold(known?.Contains(name) == true, $"{operation} has no parameter {name}");
        }

        return (operation, parts, query);
    }

    public void Check(string schema, JsonNode answer)
    {
        foreach (var name in (answer as JsonArray ?? [answer.DeepClone()]).SelectMany(item => item!.AsObject().Select(member => member.Key)))
        {
            Hold(NetlifyWire.Schemas[schema].Contains(name), $"{schema} has no {name}");
        }
    }

    public void Hold(bool right, string violation)
    {
        if (!right)
        {
            lock (Violations)
            {
                Violations.Add(violation);
            }
        }
    }
}
