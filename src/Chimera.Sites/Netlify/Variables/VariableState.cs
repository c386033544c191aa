using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Sites.Netlify.Variables;

/// <summary>What a variable is: what identifies it, and what can be put back. A closed set; that there is none is null.</summary>
internal abstract record VariableState
{
    private VariableState()
    {
    }

    /// <summary>Its values are known, by context.</summary>
    public sealed record Open(ImmutableSortedDictionary<string, string> Values) : VariableState;

    /// <summary>Its values are not known, or are not kept here.</summary>
    /// <param name="As">Which value it has, as far as that can be said without it.</param>
    public sealed record Hidden(ImmutableArray<string> Contexts, string As, bool IsSecret) : VariableState;

    /// <param name="scopes">Empty where they are no part of it.</param>
    public static JsonObject Write(VariableState state, ImmutableArray<string> scopes)
    {
        var document = state switch
        {
            Open open => new JsonObject
            {
                ["values"] = new JsonObject(open.Values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)JsonValue.Create(value.Value)))),
            },
            Hidden hidden => new JsonObject { ["contexts"] = NetlifyVariable.Texts(hidden.Contexts), ["as"] = hidden.As, ["secret"] = hidden.IsSecret },
            _ => throw new InvalidOperationException("no such state"),
        };
        if (!scopes.IsEmpty)
        {
            document["scopes"] = NetlifyVariable.Texts(scopes);
        }

        return document;
    }

    /// <exception cref="FormatException">It is none.</exception>
    public static (VariableState State, ImmutableArray<string> Scopes) Read(JsonObject document) => (
        document.PartOrNull("values") is { } values
            ? new Open(values.Names().ToImmutableSortedDictionary(context => context, values.Text, StringComparer.Ordinal))
            : new Hidden(document.Texts("contexts"), document.Text("as"), document.Flag("secret")),
        document.Has("scopes") ? document.Texts("scopes") : []);

    /// <summary>As a person reads it in a plan.</summary>
    public static string Text(JsonObject document)
    {
        var (state, scopes) = Read(document);
        var text = state switch
        {
            Open open => string.Join("; ", open.Values.GroupBy(value => value.Value, value => value.Key)
                .Select(same => $"'{same.Key}' in {string.Join(", ", same)}")),
            Hidden { IsSecret: true } secret => $"a secret, {secret.As}, in {string.Join(", ", secret.Contexts)}",
            Hidden hidden => $"a value that is not shown, in {string.Join(", ", hidden.Contexts)}",
            _ => throw new InvalidOperationException("no such state"),
        };
        return scopes.IsEmpty ? text : $"{text}, for {string.Join(", ", scopes)}";
    }
}
