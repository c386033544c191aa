using System.Collections.Concurrent;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>What is to happen to which host when so much of its closure has been sent; each once.</summary>
internal sealed class StreamCuts
{
    private readonly ConcurrentDictionary<string, (double Part, Func<Task> Act)> _cuts = new();

    /// <param name="part">Of the stream, from 0 to 1.</param>
    public void Set(string host, double part, Func<Task> act) => _cuts[host] = (part, act);

    public async Task PassAsync(string host, long sent, long length)
    {
        if (_cuts.TryGetValue(host, out var cut) && sent >= cut.Part * length && _cuts.TryRemove(host, out _))
            await cut.Act();
    }
}
