using System.Diagnostics;
using System.Text;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Tests.Hosts;
using Chimera.Tests.Common.Fuzzing;
using FsCheck;
using FsCheck.Fluent;

namespace Chimera.Fleet.Tests.Fuzzing;

/// <summary>The host's end of the channel, in a real shell, with requests that no controller of ours would send.</summary>
public sealed class HostLoopFuzzTests : IDisposable
{
    private const string Nonce = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private const int Requests = 36;
    private const int Together = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("chimera-loop-").FullName;

    [Theory]
    [InlineData("dash")]
    [InlineData("busybox sh")]
    public async Task Garbage_ends_the_loop_and_nothing_in_it_is_run(string shell)
    {
        Assert.SkipUnless(Present(shell.Split(' ')[0]) && Present("setsid"), $"{shell} or setsid is missing");
        var owned = Path.Combine(_folder, "owned");
        var target = FuzzTarget.Bytes("host-loop", ["1 ping 0\n2 args 0 =a =b\\0040c\n", "7 count 5 =x\nhello\ncomplete\n8 args 0 =\n"], _ => null)
            .With($"$(touch {owned})", $"`touch {owned}`", $";touch {owned};", $"|touch {owned}\n", " =", "=", "\\0", "\\0047", "complete\n", "0", "65536", "-1", "08", "0x10", "a[0]", "*", "/*", "~", "\n", "-n", "'", "\"", "${IFS}", "!", "\r");
        foreach (var seeds in Enumerable.Range(1, Requests).Chunk(Together))
        {
            await Task.WhenAll(seeds.Select(seed => RunAsync(shell, Mutator.Make(target, seed), (_, _) => Task.CompletedTask)));
        }

        Assert.False(File.Exists(owned));
    }

    [Theory]
    [InlineData("dash")]
    [InlineData("busybox sh")]
    public async Task What_is_encoded_arrives_byte_for_byte(string shell)
    {
        Assert.SkipUnless(Present(shell.Split(' ')[0]) && Present("setsid"), $"{shell} or setsid is missing");

        // Everything that a shell, printf or read could take for something else, and texts of any kind.
        var texts = Gen.Elements("\\", "\\0101", "\\c", "%s", "$(id)", "`id`", "*", "~", "-n", "'", "\"", " ", "\t", "\n", "\n\n", "\r", "é", "😀", "\u0001", "\u007f", "=", "#", "")
            .ArrayOf().Select(string.Concat).ArrayOf(40).Sample(1, 25).SelectMany(sample => sample).ToArray();
        await RunAsync(shell, RequestLine.Encode(1, Operations.Call("args", [.. texts])), async (reader, cancel) =>
        {
            var arrived = new BoundedBytes(1 << 20);
            Assert.Equal(new Mark.Begin(1), await reader.ReadAsync(new Discard(), cancel));
            Assert.Equal(new Mark.End(1, 0), await reader.ReadAsync(arrived, cancel));
            Assert.Equal($"{texts.Length}\n{string.Concat(texts.Select(text => text + "\0"))}", arrived.ToString());
        });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>
    /// Sends requests to a loop, reads what comes until the check has what it wants, and leaves; then the loop must end.
    /// It has a session of its own, because its end ends its whole process group.
    /// </summary>
    private async Task RunAsync(string shell, byte[] requests, Func<MarkedReader, CancellationToken, Task> check)
    {
        var start = new ProcessStartInfo("setsid") { WorkingDirectory = _folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in shell.Split(' ').Append("-c").Append(Encoding.UTF8.GetString(HostProgram.Build(Operations.Source).Bytes.Span)))
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["CHIMERA_HOST_ROOT"] = _folder;
        using var process = Process.Start(start)!;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, patience.Token);
            var reader = new MarkedReader(process.StandardOutput.BaseStream, Nonce);
            await SendAsync(process, [.. Encoding.ASCII.GetBytes(Nonce + "\n"), .. requests], patience.Token);
            Assert.Equal(new Mark.Hello(1), await reader.ReadAsync(new Discard(), patience.Token));
            await check(reader, patience.Token);
            process.StandardInput.Close();
            while (await reader.ReadAsync(new Discard(), patience.Token) is not Mark.Gone)
            {
            }

            await process.WaitForExitAsync(patience.Token);
            await errors;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task SendAsync(Process process, byte[] requests, CancellationToken cancel)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(requests, cancel);
            await process.StandardInput.BaseStream.FlushAsync(cancel);
        }
        catch (IOException)
        {
            // The loop had enough of it before it had all of it.
        }
    }

    private static bool Present(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
