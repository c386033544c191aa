using System.Diagnostics.CodeAnalysis;

namespace Chimera.Engine.Truth.Documents;

internal sealed class ObjectShape<T>(Func<Fields, T> build) : Shape<T>
{
    public override Schema Schema
    {
        get
        {
            var fields = new Fields(null, null);
            _ = build(fields);
            return fields.Describe();
        }
    }

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not MapNode map)
        {
            reading.WrongType(node, "a map", "write one 'key: value' per line, or {} for none");
            return false;
        }

        var fields = new Fields(map, reading);
        var built = build(fields);
        if (!fields.Close())
            return false;

        value = built;
        return true;
    }
}
