using System.Diagnostics.CodeAnalysis;

namespace Chimera.Engine.Truth.Documents;

/// <summary>Takes the node as it is: somebody else reads it, and says here what it may be.</summary>
internal sealed class AnyShape(Schema schema) : Shape<Node>
{
    public override Schema Schema => schema;

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out Node value)
    {
        value = node;
        return true;
    }
}
