using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Folders;

/// <summary>Lays a text over the generation that is live, or takes it off: its own program takes it in, or says why not and stays as it was.</summary>
internal sealed class FolderOverlay(IHostChannel channel, FolderPaths paths)
{
    private const string Done = "state done\n";
    private const string Failed = "state failed\n";
    private const string Refused = "state refused\nwhy ";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public async Task<Reply> LayAsync(GenerationId live, byte[]? text, CancellationToken cancel)
    {
        if (paths.PathOf(live) is not { } path)
            return new Reply.Refused(FolderFindings.NoOverlay("it is no generation of a folder"));
        using MemoryStream? input = text is null ? null : new(text, writable: false);
        HostCall call = new("folder_overlay", [paths.Profile, path, text is null ? "none" : "plain"], Longest, input, text?.Length ?? 0);
        return await channel.CallAsync(call, cancel) switch
        {
            HostReply.Finished { ExitCode: 0, Output: Done } => new Reply.Done(),
            HostReply.Finished { ExitCode: 0, Output: Failed } failed => new Reply.Refused(FolderFindings.NoOverlay(failed.Error)),
            HostReply.Finished { ExitCode: 0, Output: var said } when said.StartsWith(Refused, StringComparison.Ordinal) =>
                new Reply.Refused(FolderFindings.NoOverlay(said[Refused.Length..].Split('\n')[0] switch
                {
                    "moved" => "something else is live there",
                    "held" => "a rollout is under way there",
                    var other => other,
                })),
            HostReply.Finished { ExitCode: 0 } other => new Reply.Unreachable(HostFailures.BadReply(call.Operation, other.Output)),
            HostReply.Broken broken => new Reply.Lost(broken.Why),
            var reply => FolderFindings.Explain(reply),
        };
    }
}
