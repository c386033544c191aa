using System.Collections.Immutable;

namespace Chimera.Fleet.Processes;

/// <summary>A program to run, as data: no argument is ever read by a shell.</summary>
/// <param name="Program">A name to find on the PATH, or an absolute path. Never taken from the working folder.</param>
internal sealed record ChildCommand(string Program, ImmutableArray<string> Arguments)
{
    /// <summary>Set on top of what this process has.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The working folder; null for this process's own.</summary>
    public string? Folder { get; init; }

    /// <summary>Given to the program as its standard input; null for an empty one.</summary>
    public Stream? Input { get; init; }

    /// <summary>Where standard output goes as it comes; null to capture it.</summary>
    public Stream? Output { get; init; }

    /// <summary>The most that is captured, in bytes.</summary>
    public int OutputLimit { get; init; } = 64 * 1024 * 1024;

    /// <summary>Called with each line of standard error while the program runs, from one thread at a time.</summary>
    public Action<string>? OnErrorLine { get; init; }

    /// <summary>Called with the program's peak resident memory in bytes each time it was seen to have grown (Linux only).</summary>
    public Action<long>? OnPeakMemory { get; init; }
}
