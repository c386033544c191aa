using System.Collections.Frozen;
using Chimera.Engine.Execution;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Folders;

/// <summary>What became of a folder that was sent. A closed set.</summary>
internal abstract record FolderArrival
{
    private static readonly FrozenSet<string> Once = FrozenSet.Create("state", "why", "detail");

    private FolderArrival()
    {
    }

    /// <summary>It stands on the host, whole and on the disk.</summary>
    public sealed record Whole : FolderArrival;

    /// <summary>The one it was to be made from is not what it was taken for.</summary>
    public sealed record OtherBase : FolderArrival;

    /// <summary>What was made from the one that is there is not what it should be.</summary>
    public sealed record Damaged : FolderArrival;

    public sealed record Failed(Reply Why) : FolderArrival;

    /// <param name="fresh">It was to be made from nothing.</param>
    public static FolderArrival Of(HostReply reply, bool fresh) => reply switch
    {
        HostReply.Finished { ExitCode: 0 } finished => Read(finished.Output, fresh),
        HostReply.Finished failed when !fresh && !FolderFindings.IsFull(failed) => new Damaged(),
        _ => new Failed(FolderFindings.Explain(reply)),
    };

    private static FolderArrival Read(string output, bool fresh)
    {
        var answer = Answer.Read(output, Once, FrozenSet<string>.Empty);
        return (answer?.One("state"), answer?.One("why"), answer?.One("detail")) switch
        {
            ("whole", _, _) => new Whole(),
            ("refused", "no-tool", { } tool) => Refused(FolderFindings.NoTool(tool)),
            ("refused", "no-room", _) => Refused(FolderFindings.NoRoom),
            ("refused", "other-base", _) when !fresh => new OtherBase(),
            ("refused", "differs", _) => fresh ? Refused(FolderFindings.Garbled) : new Damaged(),
            _ => new Failed(new Reply.Unreachable(HostFailures.BadReply("folder", output))),
        };
    }

    private static Failed Refused(Engine.Validation.Finding why) => new(new Reply.Refused(why));
}
