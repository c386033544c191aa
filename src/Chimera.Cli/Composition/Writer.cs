using System.ComponentModel;
using System.Diagnostics;
using Chimera.Store;

namespace Chimera.Cli.Composition;

/// <summary>Another Chimera that writes to the same state folder.</summary>
internal static class Writer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>Ends it at once. Whatever it was doing is in the record, and the hosts it held are free to be reverted.</summary>
    /// <returns>False when it is no Chimera of ours, or may not be ended.</returns>
    public static bool End(StateFolder folder, TextWriter error)
    {
        if (StateWriter.Of(folder) is not { } writer || writer.ProcessId == Environment.ProcessId)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(writer.ProcessId);

            // The number in the file may belong to somebody else by now.
            if (process.MainModule?.FileName != Environment.ProcessPath)
            {
                return false;
            }

            error.WriteLine($"ending {writer.Description}");
            process.Kill();
            return true;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    public static async Task UntilFreeAsync(Func<Task<bool>> isFree, TimeProvider time, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        while (!await isFree() && time.GetElapsedTime(start) < Patience)
        {
            await Task.Delay(Look, time, cancel);
        }
    }
}
