using System.Collections.Concurrent;
using Chimera.Engine.Record;

namespace Chimera.Sites.Tests.Publishing.Rollouts;

/// <summary>Notes that survive a controller, and not the test.</summary>
internal sealed class MemoryNotes : INotes
{
    private readonly ConcurrentDictionary<string, byte[]> _notes = new();

    public byte[]? Read(string name) => _notes.GetValueOrDefault(name);

    public void Write(string name, ReadOnlySpan<byte> content) => _notes[name] = content.ToArray();

    public void Remove(string name) => _notes.TryRemove(name, out _);
}
