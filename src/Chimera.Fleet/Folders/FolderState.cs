using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Folders;

/// <summary>Whether a folder that stands on a host is what it was made as. A closed set.</summary>
internal abstract record FolderState
{
    private const string SaysWhole = "state whole\n";
    private const string SaysDamaged = "state damaged\n";
    private const string SaysNoTool = "state refused\nwhy no-tool\n";

    private FolderState()
    {
    }

    public sealed record Whole : FolderState;

    /// <param name="Holds">Null where it does not say clearly what it is now.</param>
    public sealed record Damaged(FolderHolding? Holds) : FolderState;

    /// <summary>The host has not the tools to tell.</summary>
    public sealed record Untold : FolderState;

    public sealed record Failed(HostReply Why) : FolderState;

    public static FolderState Of(HostReply reply) => reply switch
    {
        HostReply.Finished { ExitCode: 0, Output: SaysWhole } => new Whole(),
        HostReply.Finished { ExitCode: 0, Output: var output } when output.StartsWith(SaysDamaged, StringComparison.Ordinal) =>
            new Damaged(FolderHolding.Read(output[SaysDamaged.Length..])),
        HostReply.Finished { ExitCode: 0, Output: var output } when output.StartsWith(SaysNoTool, StringComparison.Ordinal) => new Untold(),
        _ => new Failed(reply),
    };
}
