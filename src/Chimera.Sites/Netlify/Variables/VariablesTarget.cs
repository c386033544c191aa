using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Sites.Declaration;

namespace Chimera.Sites.Netlify.Variables;

/// <summary>All that is needed to know of the variables that a site declares at Netlify: a target.</summary>
/// <param name="Variables">In ordinal order of their names; others are nobody's business.</param>
public sealed record VariablesTarget(string Site, Connection.Netlify At, ImmutableArray<NetlifyVariable> Variables)
{
    private const string Key = "variables";

    public static bool Is(JsonObject spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.ContainsKey(Key);
    }

    public JsonObject Write() => new()
    {
        ["site"] = Site,
        ["connection"] = ConnectionDocument.Write(At),
        [Key] = new JsonObject(Variables.Select(variable => KeyValuePair.Create(variable.Name, (JsonNode?)variable.Write()))),
    };

    /// <exception cref="FormatException">The document is none.</exception>
    public static VariablesTarget Read(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        try
        {
            var variables = document.Part(Key);
            return new VariablesTarget(
                document.Text("site"),
                ConnectionDocument.Read(document.Part("connection")) as Connection.Netlify
                    ?? throw new FormatException("'connection' is none to Netlify"),
                [.. variables.Names().Select(name => NetlifyVariable.Read(name, variables.Part(name)))]);
        }
        catch (FormatException e)
        {
            throw new FormatException($"these are no variables: {e.Message}", e);
        }
    }

    /// <summary>What is declared, by name.</summary>
    internal JsonObject Declared() => new(Variables.Select(variable => KeyValuePair.Create(variable.Name, (JsonNode?)variable.State())));

    /// <summary>What identifies the states of variables; of the same names it is the same only if all are.</summary>
    internal static GenerationId GenerationOf(JsonObject states) =>
        new($"sha256:{Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(new JsonObject { [Key] = states.DeepClone() })))}");
}
