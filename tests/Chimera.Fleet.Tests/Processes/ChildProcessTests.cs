using System.Collections.Immutable;
using System.Text;
using Chimera.Fleet.Processes;

namespace Chimera.Fleet.Tests.Processes;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task Output_error_and_exit_code_come_back()
    {
        var exited = await RunAsync(Shell("echo out; echo err >&2; exit 3"));
        Assert.Equal(new ChildOutcome.Exited(3, "out\n", "err"), exited);
    }

    [Fact]
    public async Task Arguments_are_data_and_never_a_shell_line()
    {
        string[] wild = ["a b", "$(id)", "\"", "'", "*", "", "-n", "ü\n"];
        var exited = await RunAsync(new ChildCommand("sh", ["-c", """printf '<%s>' "$@" """, "sh", .. wild]));
        Assert.Equal(string.Concat(wild.Select(word => $"<{word}>")), ((ChildOutcome.Exited)exited).Output);
    }

    [Fact]
    public async Task The_environment_is_added_to()
    {
        var exited = await RunAsync(Shell("""echo "$GREETING"; test -n "$PATH" """) with { Environment = ImmutableDictionary<string, string>.Empty.Add("GREETING", "a 'b'") });
        Assert.Equal(new ChildOutcome.Exited(0, "a 'b'\n", ""), exited);
    }

    [Fact]
    public async Task A_program_that_is_nowhere_is_named() =>
        Assert.Equal(new ChildOutcome.NotFound("no-such-program"), await RunAsync(new ChildCommand("no-such-program", [])));

    [Fact]
    public async Task A_folder_that_is_nowhere_is_no_missing_program() =>
        Assert.IsType<ChildOutcome.NotStarted>(await RunAsync(new ChildCommand("sh", ["-c", ":"]) { Folder = "/no/such/folder" }));

    [Fact]
    public async Task Input_and_output_larger_than_any_pipe_pass_at_the_same_time()
    {
        var data = new byte[3_000_000];
        new Random(1).NextBytes(data);
        using var output = new MemoryStream();
        var exited = await RunAsync(new ChildCommand("cat", []) { Input = new MemoryStream(data), Output = output });
        Assert.Equal(new ChildOutcome.Exited(0, "", ""), exited);
        Assert.Equal(data, output.ToArray());
    }

    [Fact]
    public async Task A_program_may_leave_its_input_unread()
    {
        var exited = await RunAsync(Shell("echo done") with { Input = new MemoryStream(new byte[1_000_000]) });
        Assert.Equal(new ChildOutcome.Exited(0, "done\n", ""), exited);
    }

    [Fact]
    public async Task Without_input_a_program_reads_an_empty_one() =>
        Assert.Equal(new ChildOutcome.Exited(0, "", ""), await RunAsync(new ChildCommand("cat", [])));

    [Fact]
    public async Task Output_beyond_the_limit_ends_the_program() =>
        Assert.Equal(
            new ChildOutcome.OutputTooLarge("sh", 1000), await RunAsync(Shell("while :; do echo too much; done") with { OutputLimit = 1000 }));

    [Fact]
    public async Task Error_lines_are_heard_while_the_program_runs()
    {
        using var heard = new CancellationTokenSource();
        var command = Shell("echo ready >&2; exec sleep 1000") with { OnErrorLine = line => { if (line == "ready") heard.Cancel(); } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ChildProcess.RunAsync(command, heard.Token));
    }

    [Fact]
    public async Task Cancelling_ends_everything_the_program_started()
    {
        using var cancel = new CancellationTokenSource();
        var grandchild = 0;
        var command = Shell("sleep 1000 & echo $! >&2; wait") with
        {
            OnErrorLine = line =>
            {
                grandchild = int.Parse(line);
                cancel.Cancel();
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ChildProcess.RunAsync(command, cancel.Token));
        var waiting = TestContext.Current.CancellationToken;
        while (PeakMemory.Read(grandchild) is not null)
            await Task.Delay(10, waiting);
    }

    [Fact]
    public async Task What_the_output_throws_ends_the_program_and_is_passed_on()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        await Assert.ThrowsAnyAsync<IOException>(() => RunAsync(Shell("while :; do echo more; done") with { Output = full }));
    }

    [Fact]
    public async Task The_peak_of_its_memory_is_seen()
    {
        var peak = 0L;
        using var cancel = new CancellationTokenSource();
        // 64 MiB held by the shell in a variable, until it was seen.
        var command = Shell("x=$(head -c 67108864 /dev/zero | tr '\\0' x); echo $x | head -c 1; read never") with
        {
            Input = new NeverEnding(),
            OnPeakMemory = bytes =>
            {
                peak = bytes;
                if (bytes > 64L << 20)
                    cancel.Cancel();
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ChildProcess.RunAsync(command, cancel.Token));
        Assert.True(peak > 64L << 20);
    }

    private static ChildCommand Shell(string script) => new("sh", ["-c", script]);

    private static Task<ChildOutcome> RunAsync(ChildCommand command) => ChildProcess.RunAsync(command, TestContext.Current.CancellationToken);

    private sealed class NeverEnding : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
