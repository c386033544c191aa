using System.Text.Json.Nodes;

namespace Chimera.Engine.Record;

/// <summary>An event with its place in the record.</summary>
/// <param name="Index">Its place in the ledger, from 0, without gaps.</param>
/// <param name="Sequence">Its place in its stream, from 1, without gaps.</param>
/// <param name="Actor">Who did it: a person's login and machine, or a part of the engine.</param>
public sealed record RecordedEvent(
    long Index, string Stream, long Sequence, DateTimeOffset At, string Actor, string Type, JsonObject Data);
