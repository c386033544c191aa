namespace Chimera.Fleet.Processes;

/// <summary>How a child process ended. A closed set; a cancelled one is an <see cref="OperationCanceledException"/> instead.</summary>
internal abstract record ChildOutcome
{
    private ChildOutcome()
    {
    }

    /// <summary>It ran to its end.</summary>
    /// <param name="Code">Its exit code; 128 and the signal's number when a signal ended it.</param>
    /// <param name="Output">Captured standard output as UTF-8; empty when it went to a stream.</param>
    /// <param name="ErrorTail">The end of standard error, at most <see cref="LineTail.Limit"/> characters.</param>
    public sealed record Exited(int Code, string Output, string ErrorTail) : ChildOutcome;

    /// <summary>There is no such program on the PATH.</summary>
    public sealed record NotFound(string Program) : ChildOutcome;

    /// <summary>The program is there and the system would not start it.</summary>
    public sealed record NotStarted(string Program, string Why) : ChildOutcome;

    /// <summary>It wrote more than may be captured, and was ended.</summary>
    public sealed record OutputTooLarge(string Program, int Limit) : ChildOutcome;
}
