using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Sites.Balancing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Live;

namespace Chimera.Sites.Netlify.Variables;

/// <summary>The realm's part for targets that are variables at Netlify.</summary>
internal sealed class NetlifyVariables(SiteServices services) : IBesideSites
{
    private readonly ConcurrentDictionary<TargetId, VariablesDeploys> _open = new();

    public bool Is(JsonObject spec) => VariablesTarget.Is(spec);

    public Task<Resolution> ResolveAsync(DeclaredTarget target, CancellationToken cancel) =>
        Task.FromResult<Resolution>(new Resolution.Resolved(VariablesTarget.GenerationOf(VariablesTarget.Read(target.Spec).Declared())));

    /// <summary>Variable by variable, where what was there before is known.</summary>
    public Task<Difference> CompareAsync(DeclaredTarget target, GenerationId? from, GenerationId to, CancellationToken cancel)
    {
        var deploys = DeploysOf(target);
        var before = from is { } known && deploys.StatesOf(known) is { } states ? Lines(states) : null;
        return Task.FromResult(BalanceNotes.Between(before, Lines(deploys.StatesOf(to) ?? VariablesTarget.Read(target.Spec).Declared())));
    }

    public IPublisher Publisher(DeclaredTarget target, LiveCheck live, TrialMarks marks)
    {
        var deploys = DeploysOf(target);
        CloudPublisher publisher = new(target.Id, Platform.Netlify, deploys, marks, live, address: null, services.Time);
        return new VariablesPublisher(target.Id, publisher, deploys, NotesOf(target), services.Time);
    }

    public void Dispose()
    {
        foreach (var deploys in _open.Values)
        {
            deploys.Dispose();
        }
    }

    private VariablesDeploys DeploysOf(DeclaredTarget target) => _open.GetOrAdd(
        target.Id, _ => new VariablesDeploys(VariablesTarget.Read(target.Spec), NotesOf(target), services.Time, services.Chance));

    private VariablesNotes NotesOf(DeclaredTarget target) => new(services.Notes, target.Id.ToString());

    private static JsonObject Lines(JsonObject states) => new(states.Names().Where(states.Has)
        .Select(name => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create(VariableState.Text(states.Part(name))))));
}
