using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Declaration;
using Chimera.Sites.Netlify.Deploying;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Netlify.Variables;

/// <summary>
/// The variables that a site declares as the deploys of a platform: their states together are one, known by its digest; what is there is live.
/// Names that are not declared are neither looked at nor changed.
/// </summary>
internal sealed class VariablesDeploys : IDeploys, IDisposable
{
    private static readonly Uri Netlify = new("https://app.netlify.com/");

    private readonly VariablesTarget _target;
    private readonly NetlifySite _site;
    private readonly VariablesNotes _notes;
    private readonly TimeProvider _time;
    private readonly ApiClient _client;
    private JsonObject? _seen;

    public VariablesDeploys(VariablesTarget target, VariablesNotes notes, TimeProvider time, IChance chance)
    {
        (_target, _notes, _time) = (target, notes, time);
        _site = new NetlifySite(target.At.Site);
        _site = target.At.Api is { } api ? _site with { Api = api } : _site;
        _client = new ApiClient(_site.Api, target.At.Token.Open(time), time, chance);
    }

    /// <summary>Variables of which some are as before and some as they shall be are not taken for the change that is under way.</summary>
    public bool IsStrict { get; set; }

    /// <summary>What is known of a generation: declared here, noted before, or seen just now.</summary>
    public JsonObject? StatesOf(GenerationId generation) =>
        new[] { _target.Declared(), _seen }.FirstOrDefault(states => states is not null && VariablesTarget.GenerationOf(states) == generation)
        ?? _notes.States(generation);

    /// <summary>Where the values come from that have to be sent.</summary>
    public IEnumerable<TokenSource> Needed(JsonObject wanted) => _target.Variables
        .Where(variable => variable.Secret is not null && (_seen is null || !JsonNode.DeepEquals(wanted[variable.Name], _seen[variable.Name])))
        .Select(variable => variable.Secret!);

    public Task<DeploysLook> LookAsync(CancellationToken cancel) => _client.LookAsync(async session =>
    {
        var all = await new VariablesApi(session, _site).AllAsync(cancel);
        if (all.Value is not { } live)
        {
            return all.Trouble!;
        }

        var states = StatesOf(live);
        _seen = states;
        var now = Deploy(Named(states));
        var declared = Deploy(VariablesTarget.GenerationOf(_target.Declared()));
        return new DeploysLook.Seen(now, [.. new[] { now, declared }.DistinctBy(deploy => deploy.Id)], Netlify);
    }, cancel);

    // There is nothing to be brought anywhere before it is set.
    public Task<Reply> StageAsync(Release release, IProgress<string> progress, CancellationToken cancel) => Task.FromResult<Reply>(new Reply.Done());

    public Task<Reply> ShowAsync(GenerationId generation, CancellationToken cancel) => StatesOf(generation) is not { } wanted
        ? Task.FromResult(Replies.Refuse(
            "netlify.variables-unknown", $"nothing is known of the variables {generation}", "declare them again, and deploy them"))
        : _client.DoAsync(async session =>
        {
            VariablesApi api = new(session, _site);
            var all = await api.AllAsync(cancel);
            if (all.Value is not { } live)
            {
                return all.Trouble!;
            }

            var before = StatesOf(live);
            Begin(before, wanted, generation);
            return await new VariablesChange(api, _target, _notes, live, _time).RunAsync(before, wanted, cancel);
        }, cancel);

    public void Dispose() => _client.Dispose();

    private void Begin(JsonObject before, JsonObject wanted, GenerationId generation)
    {
        _notes.Note(before);
        _notes.Note(wanted);
        if (_notes.Change() is not { } change || (change.From != generation && change.To != generation))
        {
            _notes.Begin(VariablesTarget.GenerationOf(before), generation);
        }
    }

    /// <summary>The states of what is declared, as they are at Netlify.</summary>
    private JsonObject StatesOf(IReadOnlyList<LiveVariable> live) => new(_target.Variables.Select(variable => KeyValuePair.Create(
        variable.Name, live.FirstOrDefault(one => one.Name == variable.Name) is { } now ? (JsonNode?)StateOf(variable, now) : null)));

    // The value of what is declared to be secret is kept by nobody, though it may be open now.
    private JsonObject StateOf(NetlifyVariable declared, LiveVariable now) => VariableState.Write(
        now.IsSecret ? new VariableState.Hidden(ContextsOf(declared, now), _notes.SecretOf(now), IsSecret: true)
        : declared.Secret is not null ? new VariableState.Hidden([.. now.Values.Keys], $"of {now.UpdatedAt}", IsSecret: false)
        : new VariableState.Open(now.Values),
        declared.Scopes.IsEmpty ? [] : now.Scopes);

    // A secret is empty where nobody asked for it: Netlify may show that as a value of its own.
    private static ImmutableArray<string> ContextsOf(NetlifyVariable declared, LiveVariable now) =>
        [.. now.Values.Keys.Where(context => declared.Contexts.Contains(context) || context is not ("dev" or "dev-server"))];

    /// <summary>A change that was cut off in its middle counts as the one that it leads to, so that whoever comes next finishes it or takes it back.</summary>
    private GenerationId Named(JsonObject states)
    {
        var now = VariablesTarget.GenerationOf(states);
        if (IsStrict || _notes.Change() is not { } change || now == change.From || now == change.To)
        {
            return now;
        }

        return _notes.States(change.From) is { } from && _notes.States(change.To) is { } to
            && states.All(state => JsonNode.DeepEquals(state.Value, from[state.Key]) || JsonNode.DeepEquals(state.Value, to[state.Key]))
            ? change.To
            : now;
    }

    private SiteDeploy Deploy(GenerationId generation) => new(generation.Value, generation, _time.GetUtcNow(), Address: null);
}
