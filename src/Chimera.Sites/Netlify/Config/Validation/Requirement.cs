using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Netlify.Config.Validation;

/// <summary>Something that must hold of a value, where it is written. The parent of a value is required before the value is.</summary>
/// <param name="Property">Keys with dots; <c>*</c> stands for every item or key.</param>
/// <param name="Message">Follows the value's name.</param>
/// <param name="Example">What would be right; made for the path of the value that is wrong.</param>
internal sealed record Requirement(
    string Property, FindingKind Kind, string Message, Func<JsonNode?, ConfigPath, bool> Holds, Func<ConfigPath, JsonObject> Example)
{
    public string[] Segments { get; } = Property.Split('.');

    /// <summary>The name to show, where it is not that of the property.</summary>
    public string? ShownAs { get; init; }

    /// <summary>How the wrong value is written in a configuration file, where that differs.</summary>
    public Func<JsonObject, JsonObject>? AsWritten { get; init; }

    /// <summary>The key in a wrong value that makes it wrong.</summary>
    public Func<JsonNode?, string?>? Blame { get; init; }

    /// <summary>What to do, when that can be said better than by the kind.</summary>
    public string? Remedy { get; init; }

    /// <param name="example">As JSON.</param>
    public static Requirement Of(string property, FindingKind kind, string message, Func<JsonNode?, bool> holds, string example) =>
        new(property, kind, message, (value, _) => holds(value), _ => (JsonObject)JsonNode.Parse(example)!);

    /// <summary>Has no other keys than some; values that are no objects have indices for keys or none.</summary>
    /// <param name="shown">The keys a person is told of.</param>
    /// <param name="example">As JSON.</param>
    public static Requirement OfKeys(string property, ImmutableArray<string> shown, ImmutableArray<string> allowed, string example) =>
        Of(
            property, NetlifyConfigFindings.UnknownKey,
            $"has unknown properties. Valid properties are:\n{string.Join('\n', shown.Select(key => $"  - {key}"))}",
            value => Checks.HasOnlyKeys(value, allowed), example) with
        {
            Blame = value => (value as JsonObject)?.Select(entry => entry.Key).FirstOrDefault(key => !allowed.Contains(key)),
            Remedy = $"use one of the keys {string.Join(", ", shown.Select(key => $"'{key}'"))}",
        };

    /// <param name="example">What one function would have, as JSON.</param>
    public static Requirement OfFunction(string property, FindingKind kind, string message, Func<JsonNode?, bool> holds, string example) =>
        new(property, kind, message, (value, _) => holds(value), path => new JsonObject
        {
            ["functions"] = new JsonObject { [path.Steps[1].Key!] = JsonNode.Parse(example) },
        });
}
