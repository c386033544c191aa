namespace Chimera.Sites.Netlify.Matching;

/// <summary>
/// Rules with splats and placeholders, found along the segments before their first splat. What it yields still has to be matched.
/// </summary>
internal sealed class PatternTree
{
    private readonly List<(int Rule, int Before)> _chain = [];
    private Node[] _nodes = [new Node()];
    private int _count = 1;
    private readonly List<Link> _links = [];
    private int[] _buckets = new int[16];

    public bool IsEmpty { get; private set; } = true;

    /// <param name="rule">Its number; numbers come in ascending order.</param>
    public void Add(int rule, PathPattern pattern)
    {
        IsEmpty = false;
        var node = 0;
        var units = pattern.Units;
        for (var at = 0; at < units.Length; at++)
        {
            if (units[at].IsSplat)
            {
                AddOpen(node, rule, pattern, units[at..]);
                return;
            }

            if (units[at].Part == PatternPart.Placeholder)
            {
                node = _nodes[node].Placeholder != 0 ? _nodes[node].Placeholder : Linked(node);
                continue;
            }

            var text = pattern.TextOf(units[at]).ToString();
            var starts = at + 1 < units.Length && units[at + 1].Part == PatternPart.OpenSplat;
            if (starts)
            {
                Beginnings(node, text.Length);
            }

            node = Child(node, starts ? LinkKind.Beginning : LinkKind.Segment, text);
        }

        _nodes[node].Ends = Chained(rule, _nodes[node].Ends);
    }

    /// <summary>The rules that may match, in no order, each once.</summary>
    /// <param name="waiting">Room for work; empty.</param>
    public void Collect(ReadOnlySpan<char> path, ref NumberList waiting, ref NumberList rules)
    {
        AddChain(_nodes[0].Opens, ref rules);
        var last = LastSegment(path);
        FromEnd(0, last, ref rules);
        if (path.Length == 0 || path[0] != '/')
        {
            return;
        }

        Below(0, path, 1, last, ref waiting, ref rules);
        while (waiting.Count > 0)
        {
            var position = waiting.Take();
            Visit(waiting.Take(), path, position, last, ref waiting, ref rules);
        }
    }

    private void Visit(
        int node, ReadOnlySpan<char> path, int position, ReadOnlySpan<char> last, ref NumberList waiting, ref NumberList rules)
    {
        AddChain(_nodes[node].Opens, ref rules);
        FromEnd(node, last, ref rules);
        if (position >= path.Length - 1)
        {
            AddChain(_nodes[node].Ends, ref rules);
            return;
        }

        // Between two segments one empty segment is overlooked.
        Below(node, path, path[position + 1] == '/' ? position + 2 : position + 1, last, ref waiting, ref rules);
    }

    private void Below(int node, ReadOnlySpan<char> path, int start, ReadOnlySpan<char> last, ref NumberList waiting, ref NumberList rules)
    {
        if (start >= path.Length || path[start] == '/')
        {
            return;
        }

        var length = path[start..].IndexOf('/');
        length = length < 0 ? path.Length - start : length;
        var segment = path.Slice(start, length);
        if (_nodes[node].Placeholder is var placeholder and not 0)
        {
            waiting.Add(placeholder);
            waiting.Add(start + length);
        }

        if (Find(node, LinkKind.Segment, segment) is var child and not 0)
        {
            waiting.Add(child);
            waiting.Add(start + length);
        }

        foreach (var beginning in _nodes[node].BeginningLengths)
        {
            if (beginning <= length && Find(node, LinkKind.Beginning, segment[..beginning]) is var begun and not 0)
            {
                AddChain(_nodes[begun].Opens, ref rules);
                FromEnd(begun, last, ref rules);
            }
        }
    }

    private void FromEnd(int node, ReadOnlySpan<char> last, ref NumberList rules)
    {
        if (_nodes[node].HasLasts && Find(node, LinkKind.Last, last) is var found and not 0)
        {
            AddChain(_nodes[found].Opens, ref rules);
        }
    }

    /// <summary>A rule that ends with a literal is found by that, too.</summary>
    private void AddOpen(int node, int rule, PathPattern pattern, ReadOnlySpan<PatternUnit> rest)
    {
        if (rest[^1].Part == PatternPart.Literal)
        {
            _nodes[node].HasLasts = true;
            node = Child(node, LinkKind.Last, pattern.TextOf(rest[^1]).ToString());
        }

        _nodes[node].Opens = Chained(rule, _nodes[node].Opens);
    }

    private static ReadOnlySpan<char> LastSegment(ReadOnlySpan<char> path)
    {
        path = path.EndsWith('/') ? path[..^1] : path;
        return path[(path.LastIndexOf('/') + 1)..];
    }

    private int Linked(int node)
    {
        var made = NewNode();
        return _nodes[node].Placeholder = made;
    }

    private int NewNode()
    {
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, _count * 2);
        }

        _nodes[_count] = new Node();
        return _count++;
    }

    private int Chained(int rule, int before)
    {
        _chain.Add((rule, before));
        return _chain.Count;
    }

    private void AddChain(int at, ref NumberList rules)
    {
        for (; at != 0; at = _chain[at - 1].Before)
        {
            rules.Add(_chain[at - 1].Rule);
        }
    }

    private void Beginnings(int node, int length)
    {
        if (!_nodes[node].BeginningLengths.Contains(length))
        {
            _nodes[node].BeginningLengths = [.. _nodes[node].BeginningLengths, length];
        }
    }

    private int Child(int node, LinkKind kind, string text)
    {
        if (Find(node, kind, text) is var found and not 0)
        {
            return found;
        }

        var made = NewNode();
        if (_links.Count >= _buckets.Length)
        {
            _buckets = new int[_buckets.Length * 2];
            for (var at = 0; at < _links.Count; at++)
            {
                Hang(at);
            }
        }

        _links.Add(new Link(node, kind, text, made, 0));
        Hang(_links.Count - 1);
        return made;
    }

    private void Hang(int link)
    {
        ref var bucket = ref _buckets[Hash(_links[link].Node, _links[link].Kind, _links[link].Text) & (_buckets.Length - 1)];
        _links[link] = _links[link] with { Next = bucket };
        bucket = link + 1;
    }

    /// <summary>0, the root, is nobody's child.</summary>
    private int Find(int node, LinkKind kind, ReadOnlySpan<char> text)
    {
        for (var at = _buckets[Hash(node, kind, text) & (_buckets.Length - 1)]; at != 0; at = _links[at - 1].Next)
        {
            var link = _links[at - 1];
            if (link.Node == node && link.Kind == kind && text.SequenceEqual(link.Text))
            {
                return link.Child;
            }
        }

        return 0;
    }

    private static int Hash(int node, LinkKind kind, ReadOnlySpan<char> text) =>
        HashCode.Combine(node, kind, string.GetHashCode(text, StringComparison.Ordinal));

    private enum LinkKind
    {
        Segment,
        Beginning,
        Last,
    }

    private readonly record struct Link(int Node, LinkKind Kind, string Text, int Child, int Next);

    /// <summary>Chains are numbers of <see cref="_chain"/>, counted from 1; 0 is none.</summary>
    private struct Node()
    {
        public int Placeholder { get; set; }

        public bool HasLasts { get; set; }

        public int[] BeginningLengths { get; set; } = [];

        /// <summary>The last of the rules that end here.</summary>
        public int Ends { get; set; }

        /// <summary>The last of the rules of which a splat follows.</summary>
        public int Opens { get; set; }
    }
}
