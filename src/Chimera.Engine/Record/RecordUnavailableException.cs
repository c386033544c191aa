namespace Chimera.Engine.Record;

/// <summary>The record cannot be written, or does not say what it must. Whoever meets this stops: an action that cannot be recorded must not be taken, nor one on damaged words.</summary>
public sealed class RecordUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
