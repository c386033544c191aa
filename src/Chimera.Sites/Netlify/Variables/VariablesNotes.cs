using System.Security.Cryptography;
using System.Text;
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
    /// <exception cref="RecordUnavailableException">They are not what was written.</exception>
    public JsonObject? States(GenerationId generation) => Read($"variables-{generation.Value.Replace(':', '-')}", states =>
    {
        foreach (var name in states.Names().Where(states.Has))
        {
            VariableState.Read(states.Part(name));
        }

        return states;
    });

    public void Note(JsonObject states) =>
        notes.Write($"variables-{VariablesTarget.GenerationOf(states).Value.Replace(':', '-')}", CanonicalJson.Write(states));

    /// <summary>Of the change that was begun and is not settled: what it began with, and what it leads to.</summary>
    public (GenerationId From, GenerationId To)? Change() => Read<(GenerationId From, GenerationId To)?>(
        Own("change"), change => (new GenerationId(change.Text("from")), new GenerationId(change.Text("to"))));

    public void Begin(GenerationId from, GenerationId to) =>
        notes.Write(Own("change"), CanonicalJson.Write(new JsonObject { ["from"] = from.Value, ["to"] = to.Value }));

    public void Settle() => notes.Remove(Own("change"));

    /// <summary>Which value a secret has at Netlify, as far as it was given from here.</summary>
    public string SecretOf(LiveVariable live)
    {
        var updated = Text(live.UpdatedAt);
        return Read(Own("secrets"), secrets => secrets.PartOrNull(live.Name) is not { } note ? null
            : note.TextOrNull("is") is { } settled ? settled == updated ? note.Text("as") : null
            // It was about to be given: that it changed since is our doing.
            : note.Text("was") == updated ? note.Text("before")
            : note.Text("as")) ?? $"of {live.UpdatedAt ?? "somebody else"}";
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
        var secrets = Read(Own("secrets"), known => known) ?? [];
        change(secrets);
        notes.Write(Own("secrets"), CanonicalJson.Write(secrets));
    }

    private T? Read<T>(string name, Func<JsonObject, T> read) =>
        notes.Read(name, $"the note {name}", bytes => read(JsonFacts.Parse(bytes)));

    private string Own(string what) => $"variables-{what}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target)).AsSpan(0, 16))}";

    private static string Text(string? time) => time ?? "";
}
