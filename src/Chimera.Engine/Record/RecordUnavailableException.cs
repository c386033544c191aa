namespace Chimera.Engine.Record;

/// <summary>The record cannot be written. Whoever meets this stops: an action that cannot be recorded must not be taken.</summary>
public sealed class RecordUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
