using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Chimera.Documents.Yaml;

/// <summary>Builds nodes with places from the parser's events.</summary>
/// <param name="offset">How many characters of the file the parser was not given.</param>
internal sealed class YamlBuilder(IParser parser, SourceFile file, int offset)
{
    private const int MostNodes = 2_000_000;
    private const int MostProblems = 100;

    private readonly Dictionary<AnchorName, (YamlNode Node, int Nodes)> _anchors = [];
    private readonly List<YamlProblem> _problems = [];
    private int _nodes;

    public YamlReading Read()
    {
        parser.Consume<StreamStart>();
        YamlNode? first = null;
        for (var index = 0; parser.TryConsume<DocumentStart>(out _); index++)
        {
            _anchors.Clear();
            var root = ReadNode(depth: 1);
            first = index == 0 ? root : first;
            parser.Consume<DocumentEnd>();
        }

        return new YamlReading(first, [.. _problems]);
    }

    private YamlNode ReadNode(int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
            return Resolve(alias);

        var before = _nodes;
        var start = parser.Accept<NodeEvent>(out var node) ? node : throw new SemanticErrorException("a value was expected here");
        Count(start, 1);
        if (depth > YamlReader.MaxDepth)
            throw new YamlLimitException(start.Start, $"more than {YamlReader.MaxDepth} levels deep");

        YamlNode read = start switch
        {
            Scalar => ReadScalar(parser.Consume<Scalar>()),
            SequenceStart => ReadList(parser.Consume<SequenceStart>(), depth),
            _ => ReadMap(parser.Consume<MappingStart>(), depth),
        };
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor] = (read, _nodes - before);

        return read;
    }

    // A few aliases can stand for more nodes than there are bytes in the file.
    private void Count(ParsingEvent at, int nodes)
    {
        _nodes += nodes;
        if (_nodes > MostNodes)
            throw new YamlLimitException(at.Start, $"more than {MostNodes} values, aliases counted as what they stand for");
    }

    private YamlNode Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var target))
            throw new YamlLimitException(alias.Start, $"the alias '{alias.Value}' stands for nothing above it");

        Count(alias, target.Nodes);
        return target.Node;
    }

    private YamlNode.Scalar ReadScalar(Scalar scalar)
    {
        var plain = scalar.Style == ScalarStyle.Plain;
        var (type, number) = scalar.Tag.IsEmpty ? plain ? YamlScalars.Resolve(scalar.Value) : default : Tagged(scalar);
        return new YamlNode.Scalar(TextSpan.FromTo(At(scalar.Start), EndOf(scalar)), scalar.Value, plain, type, number);
    }

    // A tag of the core schema holds for a text that this type can be read from; any other tag leaves a text.
    private static (YamlType Type, double Number) Tagged(Scalar scalar)
    {
        var resolved = YamlScalars.Resolve(scalar.Value);
        var tag = scalar.Tag.IsNonSpecific ? "" : scalar.Tag.Value;
        return tag == (resolved.Type switch
        {
            YamlType.Null => "tag:yaml.org,2002:null",
            YamlType.Boolean => "tag:yaml.org,2002:bool",
            YamlType.Number => YamlScalars.IsWhole(scalar.Value) ? "tag:yaml.org,2002:int" : "tag:yaml.org,2002:float",
            _ => "tag:yaml.org,2002:str",
        }) ? resolved : default;
    }

    private YamlNode.List ReadList(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        var end = At(start.End);
        while (!parser.Accept<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
            end = Math.Max(end, items[^1].Span.End);
        }

        var last = parser.Consume<SequenceEnd>();
        var flow = start.Style == SequenceStyle.Flow;
        return new YamlNode.List(TextSpan.FromTo(At(start.Start), flow ? Closed(last.Start, end) : end), items.ToImmutable(), flow);
    }

    private YamlNode.Map ReadMap(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var seen = new HashSet<(string, YamlType)>();
        var end = At(start.End);
        while (!parser.Accept<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            end = Math.Max(end, Math.Max(key.Span.End, value.Span.End));
            Add(entries, seen, key, value);
        }

        var last = parser.Consume<MappingEnd>();
        var flow = start.Style == MappingStyle.Flow;
        return new YamlNode.Map(TextSpan.FromTo(At(start.Start), flow ? Closed(last.Start, end) : end), entries.ToImmutable(), flow);
    }

    private void Add(ImmutableArray<YamlEntry>.Builder entries, HashSet<(string, YamlType)> seen, YamlNode key, YamlNode value)
    {
        if (key is not YamlNode.Scalar scalar)
        {
            // A list or a map as a key: nothing that can be asked for by name.
            entries.Add(new YamlEntry("", key, value));
        }
        else if (seen.Add((scalar.Text, scalar.Type)))
        {
            entries.Add(new YamlEntry(scalar.Text, scalar, value));
        }
        else if (_problems.Count < MostProblems)
        {
            _problems.Add(
                new YamlProblem($"the key {Wording.Quote(scalar.Text)} is written twice", "keep one of them", file.PlaceOf(key.Span)));
        }
    }

    private int At(Mark mark) => Math.Clamp((int)mark.Index + offset, 0, file.Text.Length);

    // The end event of a flow collection stands at its bracket, with or without it.
    private int Closed(Mark mark, int end)
    {
        var at = Math.Max(At(mark), end);
        return at < file.Text.Length && file.Text[at] is ']' or '}' ? at + 1 : at;
    }

    // The mark behind a block scalar, or a plain one that a comment follows, stands where the next token begins.
    private int EndOf(Scalar scalar)
    {
        int start = At(scalar.Start), end = At(scalar.End);
        while (end > start && file.Text[end - 1] is ' ' or '\t' or '\r' or '\n')
            end--;

        return end;
    }
}
