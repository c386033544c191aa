using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;

namespace Chimera.Sites.Netlify.Variables;

/// <summary>
/// What outlives a process of a target's variables: states by generation, the change that is under way, and which value a secret was given.
/// Nothing secret is in it.
/// </summary>
internal sealed class VariablesNotes(INotes notes, string target)
{
    public JsonObject? States(GenerationId generation) => Read($"variables-{generation.Value.Replace(':', '-')}");

    public void Note(JsonObject states) =>
        notes.Write($"variables-{VariablesTarget.GenerationOf(states).Value.Replace(':', '-')}", CanonicalJson.Write(states));

    /// <summary>Of the change that was begun and is not settled: what it began with, and what it leads to.</summary>
    public (GenerationId From, GenerationId To)? Change() => Read(Own("change")) is { } change
        ? (new GenerationId(change["from"]!.GetValue<string>()), new GenerationId(change["to"]!.GetValue<string>()))
        : null;

    public void Begin(GenerationId from, GenerationId to) =>
        notes.Write(Own("change"), CanonicalJson.Write(new JsonObject { ["from"] = from.Value, ["to"] = to.Value }));

    public void Settle() => notes.Remove(Own("change"));

    /// <summary>Which value a secret has at Netlify, as far as it was given from here.</summary>
    public string SecretOf(LiveVariable live)
    {
        var note = Read(Own("secrets"))?[live.Name];
        var foreign = $"of {live.UpdatedAt ?? "somebody else"}";
        return note is null ? foreign
            : note["is"] is { } settled ? settled.GetValue<string>() == Text(live.UpdatedAt) ? note["as"]!.GetValue<string>() : foreign
            // It was about to be given: that it changed since is our doing.
            : note["was"]!.GetValue<string>() == Text(live.UpdatedAt) ? note["before"]!.GetValue<string>()
            : note["as"]!.GetValue<string>();
    }

    /// <summary>A secret is about to be given a value.</summary>
    public void Give(string name, string what, LiveVariable? before) => Secrets(secrets => secrets[name] = new JsonObject
    {
        ["as"] = what, ["was"] = Text(before?.UpdatedAt), ["before"] = before is null ? "" : SecretOf(before),
    });

    /// <summary>That is what came of it.</summary>
    public void Given(LiveVariable now) => Secrets(secrets =>
    {
        if (secrets[now.Name] is JsonObject note)
        {
            note["is"] = Text(now.UpdatedAt);
        }
    });

    private void Secrets(Action<JsonObject> change)
    {
        var secrets = Read(Own("secrets")) ?? [];
        change(secrets);
        notes.Write(Own("secrets"), CanonicalJson.Write(secrets));
    }

    private JsonObject? Read(string name)
    {
        try
        {
            return notes.Read(name) is { } bytes ? JsonNode.Parse(bytes)!.AsObject() : null;
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException)
        {
            throw new RecordUnavailableException($"the note {name} is not what was written", e);
        }
    }

    private string Own(string what) => $"variables-{what}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target)).AsSpan(0, 16))}";

    private static string Text(string? time) => time ?? "";
}
