using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Chimera.Engine.Truth.Documents;

/// <param name="single">A value that is no list counts as a list of one.</param>
internal sealed class ListShape<T>(Shape<T> item, bool single) : Shape<ImmutableArray<T>>
{
    public override Schema Schema => single ? new Schema.OneOrMany(item.Schema) : new Schema.Sequence(item.Schema);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out ImmutableArray<T> value)
    {
        value = [];
        if (node is ListNode list)
        {
            value = [.. Items(list, reading)];
            return value.Length == list.Items.Length;
        }

        if (single && node is not ScalarNode { IsNull: true })
        {
            var read = item.TryRead(node, reading, out var only);
            value = read ? [only!] : [];
            return read;
        }

        reading.WrongType(node, "a list", "write a list: [a, b], or one '- item' per line");
        return false;
    }

    public override JsonNode? Show(ImmutableArray<T> value) => value.IsDefault ? null : new JsonArray([.. value.Select(item.Show)]);

    private IEnumerable<T> Items(ListNode list, Reading reading)
    {
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (item.TryRead(list.Items[i], reading.At(i), out var read))
                yield return read;
        }
    }
}
