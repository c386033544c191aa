using Chimera.Engine.Validation;

namespace Chimera.Fleet.Hosts;

/// <summary>What came of opening a connection. A closed set.</summary>
internal abstract record Opening
{
    private Opening()
    {
    }

    public sealed record Opened(SshSession Session) : Opening;

    public sealed record Failed(Finding Why) : Opening;
}
