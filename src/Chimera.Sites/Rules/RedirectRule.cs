using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Engine.Truth;

namespace Chimera.Sites.Rules;

/// <summary>
/// A redirect, rewrite or proxy rule, normalised. The shape is Netlify's (@netlify/redirect-parser 16.1), which every other platform's
/// rules are a part of.
/// </summary>
public sealed record RedirectRule
{
    /// <summary>As written: a path, or a URL when the rule is for one host.</summary>
    public required string From { get; init; }

    /// <summary>Where to; null only when the rule has an <see cref="Odd"/> one.</summary>
    public required string? To { get; init; }

    /// <summary>Null when none was written: the platform then takes 301.</summary>
    public double? Status { get; init; }

    /// <summary>The rule wins over a file of the same path.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Parameters that the request's query must have, in the order written; a value <c>:name</c> captures. A null value is a bare name.
    /// </summary>
    public ImmutableArray<KeyValuePair<string, string?>> Query { get; init; } = [];

    /// <summary>Conditions by name, in order; those without a value have none.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>Headers that a proxied request is sent with.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The name of the variable whose secret signs a proxied request.</summary>
    public string? Signed { get; init; }

    /// <summary>The scheme of a <see cref="From"/> that is a URL.</summary>
    public string? Scheme { get; init; }

    /// <summary>The host, with its port if any, of a <see cref="From"/> that is a URL.</summary>
    public string? Host { get; init; }

    /// <summary>The path of <see cref="From"/>.</summary>
    public required string Path { get; init; }

    /// <summary>A 200 to a URL.</summary>
    public bool IsProxy { get; init; }

    /// <summary>
    /// Fields with a value of a type that the platform's parser lets through and its matcher then stumbles over (<c>force = "true"</c>),
    /// under the platform's names and as they were written. They stand instead of the typed ones. Null in nearly every rule.
    /// </summary>
    public JsonObject? Odd { get; init; }

    /// <summary>Where the value in <see cref="Odd"/> is written that a platform stumbles over first; null when that is not known.</summary>
    public Place? OddPlace { get; init; }

    /// <summary>The span of <see cref="OddPlace"/>.</summary>
    public TextSpan? OddSpan { get; init; }

    /// <summary>Where the rule is written; the whole line or table begins here.</summary>
    public Place? Place { get; init; }

    /// <summary>A redirect is what most people mean when they write none.</summary>
    public const int DefaultStatus = 301;
}
