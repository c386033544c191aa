using System.Text;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Nix.Exports;

namespace Chimera.Fleet.Transfer;

/// <summary>What a transfer asks of a host's store (<c>Host/store.sh</c>), one call each.</summary>
/// <param name="tell">Gets each line that the host's Nix writes on the way.</param>
internal sealed class HostStore(IHostChannel channel, Action<string> tell)
{
    private static readonly TimeSpan ShortCall = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan SubstituteLimit = TimeSpan.FromHours(2);

    // Slower than this, a link is taken to be dead.
    private const long SlowestBytesPerSecond = 32 * 1024;

    /// <summary>
    /// Lets the host fetch what it lacks from its own substituters. Every path is named, since a toplevel that no substituter has
    /// leads to none of those that one has.
    /// </summary>
    public Task<HostReply> SubstituteAsync(IEnumerable<string> paths, CancellationToken cancel) =>
        channel.CallAsync(WithPaths("substitute", paths, SubstituteLimit), cancel);

    /// <summary>Answers those of the paths that are not valid there, one a line.</summary>
    public Task<HostReply> FindMissingAsync(IEnumerable<string> paths, CancellationToken cancel) =>
        channel.CallAsync(WithPaths("missing", paths, ShortCall), cancel);

    /// <summary>Bytes free on the store's file system; null when the host cannot tell.</summary>
    public async Task<long?> FreeAsync(CancellationToken cancel) =>
        await channel.CallAsync(new HostCall("space", [], ShortCall), cancel) is HostReply.Finished { ExitCode: 0 } answered
        && answered.Output.Trim().Split(' ') is ["free", var number]
        && long.TryParse(number, out var free)
            ? free
            : null;

    /// <summary>
    /// Sends an export; each of its paths is valid there as soon as it has arrived. Afterwards the toplevel is rooted for the rollout.
    /// </summary>
    public async Task<HostReply> ImportAsync(ExportSpool export, bool gzip, Delivery delivery, CancellationToken cancel)
    {
        await using var stream = export.Open();
        return await channel.CallAsync(
            new HostCall(
                "import", [gzip ? "gzip" : "plain", delivery.Host.Profile, delivery.Rollout, delivery.To], LimitFor(export.Length), stream, export.Length, tell),
            cancel);
    }

    /// <summary>The longest that so many bytes may take on their way.</summary>
    public static TimeSpan LimitFor(long bytes) => ShortCall + TimeSpan.FromSeconds(bytes / SlowestBytesPerSecond);

    private HostCall WithPaths(string operation, IEnumerable<string> paths, TimeSpan deadline)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(paths.Select(path => path + "\n")));
        return new HostCall(operation, [], deadline, new MemoryStream(bytes, writable: false), bytes.Length, tell);
    }
}
