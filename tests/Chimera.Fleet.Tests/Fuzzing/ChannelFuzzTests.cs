using System.Text;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Tests.Activation;
using Chimera.Fleet.Tests.Hosts;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Fleet.Tests.Fuzzing;

/// <summary>What a host sends, which need not be a host of ours: it ends as an outcome, and nobody waits for more.</summary>
public sealed class ChannelFuzzTests
{
    private const string Nonce = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private const int OutputLimit = 4096;

    private static readonly string[] Marks = [Nonce, Nonce[..20], Nonce[5..], " begin 1\n", " end 1 0\n", " hello 1\n", $"{Nonce} begin 1\n", $"{Nonce} end 1 7\n", $"{Nonce} end 2 0\n", "\u0001", "\n", " ", "x\n"];

    private static readonly string Path = "/nix/store/" + new string('a', 32) + "-app-1.2";

    private static readonly string[] Words =
    [
        "state ", "why ", "detail ", "back ", "log ", "live ", "current ", "committed ", "trial ", "from ", "to ", "phase ", "holder ", "generation ", "good ", "bad ", "pass ", "fail ", "output ", "rollout ",
        "on-trial", "reverted", "refused", "held", "armed", "failed deadline", "failed ", "done", "deadline", "timeout 1", "http-status 500", "unit", "-", Path, "\n", " ",
    ];

    [Fact]
    public void Two_streams_in_any_pieces_are_a_reply_or_one_of_the_ways_in_which_there_is_none() => Fuzzer.Run(
        FuzzTarget.Bytes("frames", [$"{Nonce} begin 1\nout\n{Nonce} end 1 0\n\u0001{Nonce} begin 1\nwarning\n{Nonce} end 1 0\n"], bytes =>
        {
            var (output, error) = Cut(bytes);
            var lines = 0;
            var call = new LoopClient(Stream.Null, output, error, Nonce, OutputLimit).CallAsync(Operations.Call("ping") with { OnLine = _ => lines++ }, default);
            return !call.IsCompleted ? "it still waits"
                : call.GetAwaiter().GetResult() is Exchange.Replied { ExitCode: < 0 or > 255 } or Exchange.Replied { Output.Length: > OutputLimit } ? "a reply that cannot be"
                : null;
        }).With(Marks),
        6000);

    [Fact]
    public void A_greeting_in_any_pieces_is_a_loop_of_ours_or_none() => Fuzzer.Run(
        FuzzTarget.Bytes("greeting", [$"motd\n{Nonce} hello 1\n\u0001last login\n{Nonce} hello 1\n"], bytes =>
        {
            var (output, error) = Cut(bytes);
            var greeting = new LoopClient(Stream.Null, output, error, Nonce, OutputLimit).GreetAsync("program"u8.ToArray(), default);
            return !greeting.IsCompleted ? "it still waits"
                : greeting.GetAwaiter().GetResult() && bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"{Nonce} hello 1\n")) < 0 ? "a loop where no mark is"
                : null;
        }).With(Marks),
        3000);

    [Fact]
    public void What_an_operation_prints_is_an_answer_or_a_bad_reply() => Fuzzer.Run(
        FuzzTarget.Text("answers", Answers, text =>
        {
            var host = new ScriptedHost(new HostReply.Finished(0, text, text));
            var activator = new HostActivator(host, "/nix/var/nix/profiles/system", ActivationLimits.Default);
            var order = Stage.Order("r1", null, new(Path));
            var sighting = activator.ObserveAsync(default).GetAwaiter().GetResult();
            if (sighting is Sighting.Seen { Live.Value: var live } && live.Contains('\n', StringComparison.Ordinal))
            {
                return "a generation of several lines";
            }

            Task<Reply>[] replies =
            [
                activator.PrepareAsync(order, new Stage.Lines(), default), activator.ApplyAsync(order, new Stage.Lines(), default), activator.CommitAsync(order, default),
                activator.RevertAsync(order, default), activator.SettleAsync(default),
            ];
            var findings = replies.Select(reply => reply.GetAwaiter().GetResult() switch
            {
                Reply.Reverted reverted => reverted.Why,
                Reply.Refused refused => refused.Why,
                Reply.Lost lost => lost.Why,
                Reply.Unreachable unreachable => unreachable.Why,
                _ => null,
            });
            var health = new HostProbe(host, "/nix/var/nix/profiles/system", "here", new ControllerChecks(TimeProvider.System), ActivationLimits.Default)
                .VerifyAsync(new RolloutId("r1"), Checks, default).GetAwaiter().GetResult();
            findings = [.. findings, (health as Health.Unhealthy)?.Why, (health as Health.Gone)?.Why];
            return findings.FirstOrDefault(why => why is not null && why.Message.Any(char.IsControl)) is { } loud ? $"'{loud.Message}' is not one line" : null;
        }).With(Words),
        5000);

    [Fact]
    public void What_ssh_and_sudo_write_is_explained_on_one_line() => Fuzzer.Run(
        FuzzTarget.Text("ssh", Said, text =>
        {
            var host = new HostAccess("web1.example", null, "deploy", true, HostKeyPolicy.Strict, null, TimeSpan.FromSeconds(9));
            return new[] { 255, 127, 1 }.Select(code => SshFailure.Explain(host, code, text))
                .Append(SshFailure.NoLogin(host, TimeSpan.FromSeconds(1), text))
                .Append(HostKeyFailure.Explain(host, text, null))
                .Append(HostKeyFailure.Explain(host, "IDENTIFICATION HAS CHANGED\n" + text, new HostKey("ssh-ed25519", "SHA256:x")))
                .Where(why => (why.Remedy ?? "").Contains("; touch", StringComparison.Ordinal) || (why.Message + why.Remedy).Any(char.IsControl)).Select(why => $"'{why.Message}; {why.Remedy}' is not one line").FirstOrDefault();
        }).With("Offending ", " key in ", ":7", "Host key for ", " has changed", "sudo: ", "\r", "Permission denied (", "\u001b[2J").Keeping(
            "Offending D key in \u0085:3",
            "Offending ED25519 key in /root/'; touch owned; ':3\nHost key for web1;x has changed",
            string.Concat(Enumerable.Repeat("Offending x key in /a", 15_000)), string.Concat(Enumerable.Repeat("Host key for ", 25_000))) with { MostBytes = 40 * 8192 },
        3000);

    private static System.Collections.Immutable.ImmutableArray<HealthCheck> Checks =>
        [new HealthCheck.Command("true", TimeSpan.FromSeconds(1)), new HealthCheck.Http("http://x/", 200, ProbeOrigin.Host, TimeSpan.FromSeconds(1))];

    private static string[] Answers =>
    [
        $"live {Path}\ncurrent 2\ncommitted {Path}\ngeneration 1 {Path}\ngeneration 2 {Path}-2\nbad {Path}\ngood {Path}\ntrial r1\nfrom -\nto {Path}\nphase on-trial\nholder ann\n",
        "state reverted\nwhy failed\ndetail 1\nback failed 3\nlog one\nlog two\n",
        "state refused\nwhy held\nrollout r2\nholder ann@desk\ndetail -\n",
        "state on-trial\npass\nfail http-status 500\noutput one\noutput two\n",
        "state committed\npass\npass\n",
    ];

    private static string[] Said =>
    [
        "@@@@@@@\n@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nOffending ED25519 key in /root/.ssh/known_hosts:3\nHost key for web1 has changed and you have requested strict checking.\nHost key verification failed.\n",
        "deploy@web1: Permission denied (publickey).\n", "ssh: connect to host web1 port 22: Connection refused\n", "sudo: a password is required\n", "kex_exchange_identification: Connection closed by remote host\n",
    ];

    /// <summary>The two streams of an input, each in pieces that its own bytes decide.</summary>
    private static (Stream Output, Stream Error) Cut(byte[] bytes)
    {
        var at = Array.IndexOf(bytes, (byte)1);
        at = at < 0 ? bytes.Length : at;
        var sizes = bytes.Take(32).Select(octet => 1 + (octet % 40)).ToArray();
        return (new Pieces(bytes[..at], sizes), new Pieces(bytes[at..].Skip(1).ToArray(), sizes));
    }

    private sealed class Pieces(byte[] bytes, int[] sizes) : MemoryStream(bytes)
    {
        private int _next;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(sizes.Length == 0 ? buffer : buffer[..Math.Min(buffer.Length, sizes[_next++ % sizes.Length])], cancellationToken);
    }
}
