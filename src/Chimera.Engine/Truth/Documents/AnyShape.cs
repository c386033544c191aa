using System.Diagnostics.CodeAnalysis;

namespace Chimera.Engine.Truth.Documents;

/// <summary>Takes the node as it is: somebody else reads it, and says here what it may be.</summary>
internal sealed class AnyShape(IDescribed described) : Shape<Node>
{
    public override Schema Schema => described.Schema;

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out Node value)
    {
        value = node;
        return true;
    }
}
