using System.Collections.Immutable;

namespace Chimera.Engine.Truth.Documents;

/// <summary>A map as it could be read.</summary>
/// <param name="Entries">The entries that are right, in the order they were written.</param>
/// <param name="Broken">The keys of the others, whose errors were reported, so that nobody calls them missing as well.</param>
public sealed record Table<T>(ImmutableArray<Named<T>> Entries, ImmutableHashSet<string> Broken)
{
    public static readonly Table<T> Empty = new([], []);

    /// <summary>Whether the name was written at all.</summary>
    public bool Knows(string name) => Broken.Contains(name) || Entries.Any(entry => entry.Name == name);
}
