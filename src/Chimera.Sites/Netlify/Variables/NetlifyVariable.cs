using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Sites.Declaration;

namespace Chimera.Sites.Netlify.Variables;

/// <summary>A variable of the environment at Netlify, as it is declared.</summary>
/// <param name="Value">Null for a secret.</param>
/// <param name="Secret">Where its value is read from when it is sent; null for one that anybody may read.</param>
/// <param name="Version">A secret cannot be read back: whoever changes its value changes this, too.</param>
/// <param name="Contexts">Those of Netlify, and <c>branch:NAME</c>; in ordinal order.</param>
/// <param name="Scopes">In ordinal order; empty where Netlify decides.</param>
public sealed record NetlifyVariable(
    string Name, string? Value, TokenSource? Secret, string? Version, ImmutableArray<string> Contexts, ImmutableArray<string> Scopes)
{
    /// <summary>What identifies its state, without anything that is secret.</summary>
    internal JsonObject State() => VariableState.Write(
        Value is null ? new VariableState.Hidden(Contexts, Version is null ? "as declared" : $"version {Version}", IsSecret: true)
            : new VariableState.Open(Contexts.ToImmutableSortedDictionary(context => context, _ => Value, StringComparer.Ordinal)),
        Scopes);

    internal JsonObject Write() => new()
    {
        ["value"] = Value,
        ["secret"] = Secret?.Write(),
        ["version"] = Version,
        ["contexts"] = Texts(Contexts),
        ["scopes"] = Texts(Scopes),
    };

    /// <exception cref="FormatException">It is none.</exception>
    internal static NetlifyVariable Read(string name, JsonObject document) => new(
        name,
        document.TextOrNull("value"),
        document.PartOrNull("secret") is { } secret ? TokenSource.Read(secret) : null,
        document.TextOrNull("version"),
        document.Texts("contexts"),
        document.Texts("scopes"));

    internal static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)JsonValue.Create(text))]);
}
