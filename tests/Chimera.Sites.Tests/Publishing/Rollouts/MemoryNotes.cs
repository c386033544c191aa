using System.Collections.Concurrent;
using Chimera.Engine.Record;

namespace Chimera.Sites.Tests.Publishing.Rollouts;

/// <summary>Notes that survive a controller, and not the test.</summary>
internal sealed class MemoryNotes : INotes
{
    private readonly ConcurrentDictionary<string, byte[]> _notes = new();

    public ICollection<string> Names => _notes.Keys;

    public byte[]? Read(string name) => _notes.GetValueOrDefault(name);

    public void Write(string name, ReadOnlySpan<byte> content) => _notes[name] = content.ToArray();

    public void Remove(string name) => _notes.TryRemove(name, out _);

    /// <summary>As one controller has them, until it is killed.</summary>
    public INotes Of(Func<bool> isDead) => new Mortal(this, isDead);

    private sealed class Mortal(MemoryNotes notes, Func<bool> isDead) : INotes
    {
        public byte[]? Read(string name) => Living().Read(name);

        public void Write(string name, ReadOnlySpan<byte> content) => Living().Write(name, content);

        public void Remove(string name) => Living().Remove(name);

        private MemoryNotes Living() => isDead() ? throw new RecordUnavailableException("the controller was killed") : notes;
    }
}
