using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Netlify.Variables;

namespace Chimera.Sites.Declaration;

/// <summary>A variable of the environment at Netlify, as it is written.</summary>
internal sealed record NetlifyVariableEntry(
    string? Value, Placed<TokenSource>? Secret, Placed<string>? Version, ImmutableArray<Placed<string>> Contexts, ImmutableArray<Placed<string>> Scopes)
{
    private static readonly ScalarShape<string> Context = Scalars.Pattern(
        "a context of deploys", @"all|production|deploy-preview|branch-deploy|dev|dev-server|branch:[^\s\x00-\x1f\x7f]{1,200}",
        "write all, production, deploy-preview, branch-deploy, dev, dev-server or branch:NAME");

    private static readonly ScalarShape<string> Scope = Scalars.Choice(
        [.. new[] { "builds", "functions", "runtime", "post-processing" }.Select(scope => (scope, scope))]);

    private static readonly string[] SecretContexts = ["branch-deploy", "deploy-preview", "production"];

    public static readonly Shape<NetlifyVariableEntry> Shape = Shapes.ByKey(
        ("value", Shapes.Object(fields => new NetlifyVariableEntry(
            fields.Required("value", Scalars.Text, "what it holds; anybody who may see the site at Netlify may read it"),
            null, null, ContextsOf(fields, "all, unless you say otherwise"), ScopesOf(fields)))),
        ("secret", Shapes.Object(fields => new NetlifyVariableEntry(
            null,
            fields.Required("secret", TokenSource.Shape.WithPlace(), "where its value is read from when it is sent; one word of 8 to 4096 visible characters"),
            fields.Maybe("version", Scalars.Line.WithPlace(), "any word; another one when the value is another: Netlify shows no secret, so nothing else tells"),
            ContextsOf(fields, "production, deploy-preview and branch-deploy, unless you say otherwise; not all, and no development"), ScopesOf(fields)))));

    /// <summary>As it is meant; where it contradicts itself, findings say so.</summary>
    public NetlifyVariable Read(string name, string folder, Engine.Validation.Findings findings)
    {
        foreach (var context in Contexts.Where(context => Secret is not null && context.Value is ("all" or "dev" or "dev-server")))
        {
            Tell($"a secret is not there in the context {context.Value}", context.Place);
        }

        foreach (var scope in Scopes.Where(scope => Secret is not null && scope.Value == "post-processing"))
        {
            Tell("a secret is not there for post-processing", scope.Place);
        }

        string[] usual = Secret is null ? ["all"] : SecretContexts;
        return new NetlifyVariable(
            name, Value, Secret?.Value.In(folder), Version?.Value,
            Sorted(Contexts.IsEmpty ? usual : Contexts.Select(one => one.Value)), Sorted(Scopes.Select(one => one.Value)));

        void Tell(string what, Place place) => findings.Add(Finding.Error(
            "sites.netlify-secret", $"the variable {name} cannot be so: {what}", "name other contexts or scopes, or give it a 'value:'", place));
    }

    private static ImmutableArray<Placed<string>> ContextsOf(Fields fields, string usual) =>
        fields.Optional("contexts", Shapes.OneOrMany(Context.WithPlace()), [], $"in which contexts of deploys it is there: {usual}");

    private static ImmutableArray<Placed<string>> ScopesOf(Fields fields) => fields.Optional(
        "scopes", Shapes.OneOrMany(Scope.WithPlace()), [], "for what it is there, where the account may choose; otherwise what Netlify decides");

    private static ImmutableArray<string> Sorted(IEnumerable<string> texts) => [.. texts.Distinct().Order(StringComparer.Ordinal)];
}
