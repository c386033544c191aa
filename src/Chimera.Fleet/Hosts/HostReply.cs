using Chimera.Engine.Validation;

namespace Chimera.Fleet.Hosts;

/// <summary>What came back for a call. A closed set.</summary>
public abstract record HostReply
{
    private HostReply()
    {
    }

    /// <summary>The operation ran to its end.</summary>
    /// <param name="Output">Its standard output, decoded as UTF-8.</param>
    /// <param name="Error">The last lines of its standard error, for messages.</param>
    public sealed record Finished(int ExitCode, string Output, string Error) : HostReply;

    /// <summary>The host could not be reached or let us in: nothing was sent.</summary>
    public sealed record Unreachable(Finding Why) : HostReply;

    /// <summary>Contact broke after the call was sent: the operation may or may not have run.</summary>
    public sealed record Broken(Finding Why) : HostReply;
}
