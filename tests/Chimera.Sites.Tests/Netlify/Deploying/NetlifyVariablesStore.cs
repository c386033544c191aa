using System.Text.Json.Nodes;

namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>The variables of one site at Netlify, and what it does when it is asked for them. A secret is never shown again.</summary>
internal sealed class NetlifyVariablesStore
{
    private static readonly string[] Members = ["key", "scopes", "values", "is_secret"];
    private static readonly string[] ValueMembers = ["id", "context", "context_parameter", "value"];

    private int _changes;

    /// <summary>By name, as they are, secrets included.</summary>
    public SortedDictionary<string, JsonObject> All { get; } = new(StringComparer.Ordinal);

    /// <summary>What is refused, in these words; the value of what was sent stands for <c>{value}</c>.</summary>
    public Func<string, string?> Refuses { get; set; } = _ => null;

    /// <summary>Somebody else sets one.</summary>
    public void SetByHand(string name, string value, bool isSecret = false, string context = "all") => Set(new JsonObject
    {
        ["key"] = name, ["is_secret"] = isSecret, ["values"] = new JsonArray(new JsonObject { ["context"] = context, ["value"] = value }),
    });

    public string? ValueOf(string name, string context = "all") => All.GetValueOrDefault(name)?["values"]!.AsArray()
        .FirstOrDefault(value => value!["context"]!.GetValue<string>() == context)?["value"]!.GetValue<string>();

    public (int Status, string Schema, JsonNode? Answer) Act(string method, string? name, byte[] body, NetlifyConformity documentation)
    {
        if (method == "GET")
        {
            return (200, "envVar", new JsonArray([.. All.Values.Select(Shown)]));
        }

        if (method == "DELETE")
        {
            return All.Remove(name!) ? (204, "envVar", null) : NetlifyStore.Error(404, "Not Found");
        }

        var sent = JsonNode.Parse(body)!;
        JsonObject[] variables = method == "POST" ? [.. sent.AsArray().Select(one => one!.AsObject())] : [sent.AsObject()];
        foreach (var variable in variables)
        {
            documentation.Hold(variable.All(member => Members.Contains(member.Key)), "a variable is sent with a member that is not documented");
            documentation.Hold(variable["values"]!.AsArray().All(value => value!.AsObject().All(member => ValueMembers.Contains(member.Key))), "a value has a member that is not documented");
            var (key, value) = (variable["key"]!.GetValue<string>(), variable["values"]![0]!["value"]!.GetValue<string>());
            if (Refuses(key) is { } words)
            {
                return NetlifyStore.Error(422, words.Replace("{value}", value, StringComparison.Ordinal));
            }

            if (method == "POST" == All.ContainsKey(key))
            {
                return NetlifyStore.Error(method == "POST" ? 422 : 404, method == "POST" ? $"{key} already exists" : "Not Found");
            }
        }

        foreach (var variable in variables)
        {
            Set(variable);
        }

        return method == "POST" ? (201, "envVar", new JsonArray([.. variables.Select(Shown)])) : (200, "envVar", Shown(variables[0]));
    }

    private void Set(JsonObject variable)
    {
        variable["scopes"] ??= new JsonArray("builds", "functions", "runtime");
        variable["updated_at"] = DateTimeOffset.UnixEpoch.AddSeconds(++_changes).ToString("O");
        All[variable["key"]!.GetValue<string>()] = (JsonObject)variable.DeepClone();
    }

    private static JsonNode Shown(JsonObject variable)
    {
        var shown = variable.DeepClone();
        foreach (var value in shown["values"]!.AsArray().Where(_ => shown["is_secret"]!.GetValue<bool>()))
        {
            value!["value"] = "";
        }

        return shown;
    }
}
