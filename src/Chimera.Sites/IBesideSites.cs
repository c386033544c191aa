using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Live;

namespace Chimera.Sites;

/// <summary>Targets of the realm that are no sites: what is wanted of them is known from the truth alone, and nothing of them is certified.</summary>
internal interface IBesideSites : IDisposable
{
    bool Is(JsonObject spec);

    Task<Resolution> ResolveAsync(DeclaredTarget target, CancellationToken cancel);

    Task<Difference> CompareAsync(DeclaredTarget target, GenerationId? from, GenerationId to, CancellationToken cancel);

    IPublisher Publisher(DeclaredTarget target, LiveCheck live, TrialMarks marks);
}
