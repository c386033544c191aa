using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Chimera.Engine.Truth.Documents;

internal sealed class PlacedShape<T>(Shape<T> inner) : Shape<Placed<T>>
{
    public override Schema Schema => inner.Schema;

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out Placed<T> value)
    {
        var read = inner.TryRead(node, reading, out var plain);
        value = read ? new Placed<T>(plain!, node.Place) : null;
        return read;
    }

    public override JsonNode? Show(Placed<T> value) => inner.Show(value.Value);
}
