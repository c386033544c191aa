using System.Collections.Immutable;

namespace Chimera.Fleet.Hosts;

/// <summary>One operation to run on a host, as data: arguments arrive there byte for byte and are never read by a shell.</summary>
/// <param name="Operation">The name of a shell function <c>op_NAME</c> of the host program (<c>Host/*.sh</c>).</param>
/// <param name="Arguments">Any text without NUL; they are <c>$1 $2 …</c> of the function.</param>
/// <param name="Deadline">Counted from sending; past it the channel is given up, for its state is unknown.</param>
/// <param name="Input">Read to its end and given to the operation as its standard input; <see cref="InputLength"/> bytes exactly.</param>
/// <param name="OnLine">Called for each line the operation writes to its standard error while it runs.</param>
public sealed record HostCall(
    string Operation,
    ImmutableArray<string> Arguments,
    TimeSpan Deadline,
    Stream? Input = null,
    long InputLength = 0,
    Action<string>? OnLine = null);
