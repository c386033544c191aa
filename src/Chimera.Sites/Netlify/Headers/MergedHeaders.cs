using System.Collections.Immutable;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>What sets of header rules come to, each found out once. Safe for many threads.</summary>
internal sealed class MergedHeaders(ImmutableArray<HeaderRule> rules)
{
    /// <summary>So many sets are kept; a site of any sense has a handful.</summary>
    private const int MaxKept = 4096;

    private readonly Set?[] _buckets = new Set?[64];
    private int _kept;

    /// <param name="indices">Those of the rules that apply, ascending.</param>
    /// <returns>Of each name, which is compared letter by letter, the last rule's value in the first one's place.</returns>
    public ImmutableArray<KeyValuePair<string, string>> Of(ReadOnlySpan<int> indices)
    {
        uint hash = 0;
        foreach (var index in indices)
        {
            hash = (hash * 31) + (uint)index;
        }

        ref var bucket = ref _buckets[hash % (uint)_buckets.Length];
        var first = Volatile.Read(ref bucket);
        for (var set = first; set is not null; set = set.Next)
        {
            if (indices.SequenceEqual(set.Indices))
            {
                return set.Headers;
            }
        }

        var merged = Merged(indices);
        if (Interlocked.Increment(ref _kept) <= MaxKept)
        {
            // One that another thread adds at the same time is found out once more.
            Interlocked.CompareExchange(ref bucket, new Set(indices.ToArray(), merged, first), first);
        }

        return merged;
    }

    private ImmutableArray<KeyValuePair<string, string>> Merged(ReadOnlySpan<int> indices)
    {
        var values = new JsPairs();
        foreach (var index in indices)
        {
            foreach (var (name, value) in rules[index].Values)
            {
                // JavaScript's assignment to this name sets no key of an object.
                if (name != "__proto__")
                {
                    values[name] = value;
                }
            }
        }

        return values.ToTexts();
    }

    private sealed class Set(int[] indices, ImmutableArray<KeyValuePair<string, string>> headers, Set? next)
    {
        public int[] Indices => indices;

        public ImmutableArray<KeyValuePair<string, string>> Headers => headers;

        public Set? Next => next;
    }
}
