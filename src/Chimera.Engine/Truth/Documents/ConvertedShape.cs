using System.Diagnostics.CodeAnalysis;

namespace Chimera.Engine.Truth.Documents;

internal sealed class ConvertedShape<T, TOther>(Shape<T> inner, Func<T, TOther> convert) : Shape<TOther>
{
    public override Schema Schema => inner.Schema;

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out TOther value)
    {
        var read = inner.TryRead(node, reading, out var original);
        value = read ? convert(original!) : default;
        return read;
    }
}
