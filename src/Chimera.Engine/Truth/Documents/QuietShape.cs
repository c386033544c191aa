using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Chimera.Engine.Truth.Documents;

internal sealed class QuietShape<T>(Shape<T> inner) : Shape<T>
{
    public override Schema Schema => inner.Schema;

    public override JsonNode? Show(T value) => inner.Show(value);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value) => inner.TryRead(node, reading.Quiet(), out value);
}
