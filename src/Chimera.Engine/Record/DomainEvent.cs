using System.Text.Json.Nodes;

namespace Chimera.Engine.Record;

/// <summary>Something that happened, before it has a place in the record.</summary>
/// <param name="Stream">What it belongs to: <c>rollout/ID</c>, <c>world</c>, <c>quarantine</c>, <c>ledger</c>.</param>
/// <param name="Type">What happened, e.g. <c>step.committed</c>; see <see cref="EventTypes"/>.</param>
/// <param name="Data">The facts, as canonical JSON. Holds no secret.</param>
public sealed record DomainEvent(string Stream, string Type, JsonObject Data);
