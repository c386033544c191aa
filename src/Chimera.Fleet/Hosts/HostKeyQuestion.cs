using System.Text.RegularExpressions;

namespace Chimera.Fleet.Hosts;

/// <summary>
/// Asks ssh itself which key a host shows, the same way the connection went: ssh-keyscan knows neither jump hosts nor
/// the person's configuration.
/// </summary>
internal static partial class HostKeyQuestion
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <returns>Null when the host does not answer a second time.</returns>
    public static async Task<HostKey?> AskAsync(HostAccess host, ChannelSettings settings, TimeProvider time, CancellationToken cancel)
    {
        if (SshProcess.TryStart(SshCommand.AskHostKey(host, settings)) is not { } process)
            return null;
        await using var owned = process;
        HostKey? shown = null;
        // Of several, with jump hosts on the way, the last is the one that was refused.
        var lines = new LineSink(line => shown = Read(line) ?? shown);
        var buffer = new byte[4096];
        while (await process.Error.ReadAsync(buffer, cancel) is > 0 and var read)
            lines.Take(buffer.AsSpan(0, read));
        await process.EndAsync(Farewell, time);
        return shown;
    }

    private static HostKey? Read(string line) =>
        Shown().Match(line) is { Success: true } match ? new HostKey(match.Groups["type"].Value, match.Groups["print"].Value) : null;

    [GeneratedRegex(@"^debug1: Server host key: (?<type>[A-Za-z0-9@.-]+) (?<print>SHA256:[A-Za-z0-9+/=]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shown();
}
