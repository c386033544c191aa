using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Chimera.Documents;

/// <summary>Builds nodes from the parser's events, and refuses what would make a file say something else than it shows.</summary>
internal sealed class YamlTree(IParser parser, string name, Findings findings)
{
    private const int MostErrors = 100;

    private bool _faithful = true;
    private int _errors;

    /// <returns>The first document; null when no faithful tree of it could be made.</returns>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public Node? Read()
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
            return new ScalarNode(new Place(name, 1, 1), "", Quoted: false);

        parser.Consume<DocumentStart>();
        var root = ReadNode(depth: 1);
        if (!_faithful)
            return null;

        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
            Error("yaml.several-documents", second.Start, "a second document begins here", "keep one document in a file");

        return root;
    }

    private Node ReadNode(int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            _faithful = false;
            return Empty("yaml.alias", alias.Start, $"{Wording.Quote("*" + alias.Value)} is an alias", "write the value out");
        }

        if (parser.Accept<NodeEvent>(out var start))
            RefuseProperties(start);

        if (parser.TryConsume<Scalar>(out var scalar))
            return new ScalarNode(PlaceOf(scalar.Start), scalar.Value, scalar.Style != ScalarStyle.Plain);

        if (depth > YamlReader.MaxDepth)
        {
            // Nothing below is read, so that depth costs neither stack nor time.
            throw new SemanticErrorException(start!.Start, start.End, $"more than {YamlReader.MaxDepth} levels deep");
        }

        return parser.TryConsume<SequenceStart>(out var list) ? ReadList(list, depth) : ReadMap(parser.Consume<MappingStart>(), depth);
    }

    private ListNode ReadList(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));

        return new ListNode(PlaceOf(start.Start), items.ToImmutable());
    }

    private MapNode ReadMap(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        var first = new Dictionary<string, Place>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (KeyOf(key) is not { } text)
                continue;

            if (first.TryAdd(text, key.Place))
                entries.Add(new MapEntry(text, key.Place, value));
            else
                Error("truth.duplicate-key", key.Place, $"{Wording.Quote(text)} is written twice, first in line {first[text].Line}", "keep one of them");
        }

        return new MapNode(PlaceOf(start.Start), entries.ToImmutable());
    }

    private string? KeyOf(Node key)
    {
        switch (key)
        {
            case ScalarNode { Quoted: false, Text: "<<" }:
                _faithful = false;
                Error("yaml.merge-key", key.Place, "'<<' merges another map into this one", "write the keys out");
                return null;
            case ScalarNode { IsNull: true }:
                Error("yaml.bad-key", key.Place, "a key is empty", "write a key before the colon");
                return null;
            case ScalarNode scalar:
                return scalar.Text;
            default:
                Error("yaml.bad-key", key.Place, $"a key is {Wording.KindOf(key)}", "write a single word as the key");
                return null;
        }
    }

    private void RefuseProperties(NodeEvent node)
    {
        if (!node.Tag.IsEmpty)
            Error("yaml.tag", node.Start, $"{Wording.Quote(Written(node.Tag))} is a tag", "remove it; types follow from the keys");
        if (!node.Anchor.IsEmpty)
            Error("yaml.anchor", node.Start, $"{Wording.Quote("&" + node.Anchor)} is an anchor", "remove it, and write the value out where it is used");
    }

    private static string Written(TagName tag) =>
        tag.IsNonSpecific ? "!" : tag.Value.Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal);

    private ScalarNode Empty(string code, Mark mark, string message, string remedy)
    {
        Error(code, mark, message, remedy);
        return new ScalarNode(PlaceOf(mark), "", Quoted: true);
    }

    private void Error(string code, Mark mark, string message, string remedy) => Error(code, PlaceOf(mark), message, remedy);

    private void Error(string code, Place place, string message, string remedy)
    {
        findings.Add(Finding.Error(code, message, remedy, place));
        if (++_errors == MostErrors)
            throw new SemanticErrorException(new Mark(0, place.Line, place.Column), Mark.Empty, $"{MostErrors} errors, and the rest was not read");
    }

    private Place PlaceOf(Mark mark) => new(name, (int)mark.Line, (int)mark.Column);
}
