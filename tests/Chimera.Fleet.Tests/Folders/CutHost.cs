using Chimera.Engine.Validation;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Tests.Activation;

namespace Chimera.Fleet.Tests.Folders;

/// <summary>A host to which the next folder comes only in part: contact breaks, or its input ends too early.</summary>
internal sealed class CutHost(IHostChannel host) : IHostChannel
{
    private static readonly HostReply Cut = new HostReply.Broken(Finding.Error("test.cut", "the connection was cut"));

    /// <summary>How many bytes of the next folder arrive; null for all.</summary>
    public double? Part { get; set; }

    /// <summary>The session is killed with it; otherwise it sees the end of its input.</summary>
    public bool Kills { get; set; } = true;

    /// <summary>No reply gets back.</summary>
    public bool IsGone { get; set; }

    public async Task<HostReply> CallAsync(HostCall call, CancellationToken cancel)
    {
        if (IsGone)
            return Cut;
        if (call is not { Operation: "folder" or "folder_mend", Input: { } input } || Part is not { } part)
            return await host.CallAsync(call, cancel) is var reply && IsGone ? Cut : reply;
        Part = null;
        var bytes = new byte[(int)(part * call.InputLength)];
        await input.ReadExactlyAsync(bytes, cancel);
        if (!Kills)
            return await host.CallAsync(call with { Input = new MemoryStream(bytes) }, cancel);
        // The pipe stays open, so the host waits for more until it is killed.
        TaskCompletionSource never = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using StalledStream stalled = new(bytes, never.Task);
        var running = host.CallAsync(call with { Input = stalled }, cancel);
        await stalled.Drained;
        if (host is LocalHost local)
            await Eventually.Async(() => Kill(local));
        never.SetResult();
        await running;
        return Cut;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <returns>Whether nothing runs any more.</returns>
    public static bool Kill(LocalHost host)
    {
        var tasks = host.Tasks;
        foreach (var task in tasks)
            task.Kill();
        return tasks.Count == 0;
    }
}
