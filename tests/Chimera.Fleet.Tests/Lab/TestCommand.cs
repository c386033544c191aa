using System.Diagnostics;

namespace Chimera.Fleet.Tests.Lab;

/// <summary>Runs a real program for a test and gives back all it said.</summary>
internal static class TestCommand
{
    // Only a command that hangs takes this long, however busy the machine.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task<TestReply> RunAsync(string program, string[] arguments, byte[]? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["NIX_CONFIG"] = "sandbox = false\nsubstituters =\nbuild-users-group =\nexperimental-features = nix-command flakes";
        using var process = Process.Start(start)!;
        await using var limit = new Timer(_ => process.Kill(entireProcessTree: true), state: null, Limit, Timeout.InfiniteTimeSpan);
        var writing = WriteAsync(process.StandardInput.BaseStream, input ?? []);
        var output = ReadAsync(process.StandardOutput.BaseStream);
        var error = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await writing;
        await process.WaitForExitAsync(CancellationToken.None);
        return new TestReply(process.ExitCode, await output, error);
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        await using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private static async Task WriteAsync(Stream stream, byte[] input)
    {
        try
        {
            await using (stream)
                await stream.WriteAsync(input);
        }
        catch (IOException)
        {
            // The program ended without reading everything; its exit code says why.
        }
    }
}
