namespace Chimera.Fleet.Hosts;

/// <summary>How a request over a loop went. A closed set.</summary>
internal abstract record Exchange
{
    private Exchange()
    {
    }

    public sealed record Replied(int ExitCode, string Output, string Error) : Exchange;

    /// <summary>A stream ended.</summary>
    public sealed record Gone : Exchange;

    /// <summary>The host sent what the protocol does not have.</summary>
    public sealed record Garbled : Exchange;

    /// <summary>The operation wrote more than is taken.</summary>
    public sealed record TooLarge : Exchange;

    /// <summary>The caller's input had fewer bytes than were announced.</summary>
    public sealed record InputShort : Exchange;
}
