using Chimera.Fleet.Nix.Daemon;
using Chimera.Fleet.Tests.Declaration;

namespace Chimera.Fleet.Tests.Nix.Daemon;

/// <summary>The worker protocol, byte by byte. That Nix's own daemon speaks it the same is shown on lab hosts (<c>DaemonTransferTests</c>).</summary>
public sealed class DaemonClientTests
{
    private const int Hello = 0x6478696f;
    private const int Last = 0x616c7473;
    private const int Error = 0x63787470;
    private const int Next = 0x6f6c6d67;
    private const int Start = 0x53545254;
    private const int Stop = 0x53544f50;
    private const int Result = 0x52534c54;

    // What Nix 2.8.0 said on a lab host.
    private static readonly byte[] Greeting = Bytes.Of(Hello, 0x122, "2.8.0", Last);
    private static readonly byte[] Yes = Bytes.Of(Last, Last, 1, Last, 1);

    [Fact]
    public async Task Everything_is_said_at_once_and_in_its_order()
    {
        var (answer, daemon, _) = await AskAsync([.. Greeting, .. Yes]);

        Assert.IsType<DaemonAnswer.Valid>(answer);
        var known = Bytes.Known;
        var body = Bytes.Of(
            2,
            Bytes.Lib, "", Hex(known[0].NarHash), 0, 0, Bytes.File.Length, 0, 0, "", Bytes.File,
            Bytes.Top, "/nix/store/6cqll09xy9h5l7id784nan79bfbl1j9z-top-1.0.drv", Hex(known[1].NarHash), 2, Bytes.Lib, Bytes.Top, 0, Bytes.Archive.Length, 0, 0, "", Bytes.Archive);
        Assert.Equal(Bytes.Of(0x6e697863, 0x123, 0, 0, 44, 0, 1, body.Length, body, 0, 11, Bytes.Top, 1, Bytes.Top), daemon.Heard);
    }

    [Theory]
    [InlineData(0x120, false, false)]
    [InlineData(0x121, true, false)]
    [InlineData(0x123, true, true)]
    [InlineData(0x126, true, true)]
    [InlineData(0x1ff, true, true)]
    public async Task Every_version_since_frames_is_understood(int version, bool names, bool trusts)
    {
        byte[] greeting = [.. Bytes.Of(Hello, version), .. names ? Bytes.Of("2.99pre") : [], .. trusts ? Bytes.Of(1) : [], .. Bytes.Of(Last)];

        Assert.IsType<DaemonAnswer.Valid>((await AskAsync([.. greeting, .. Yes])).Answer);
    }

    [Fact]
    public async Task What_it_says_meanwhile_is_passed_on_line_by_line_or_over()
    {
        var (answer, _, lines) = await AskAsync([
            .. Greeting,
            .. Bytes.Of(Next, "\u001b[1mwarning\u001b[0m: one\n", Start, 7, 3, 100, "copying", 2, 0, 12, 1, "text", 0, Result, 7, 105, 1, 0, 9, Stop, 7, Next, " \n"),
            .. Yes,
        ]);

        Assert.IsType<DaemonAnswer.Valid>(answer);
        Assert.Equal(["[1mwarning [0m: one"], lines);
    }

    [Fact]
    public async Task What_it_refuses_is_told_in_its_words()
    {
        var (answer, _, _) = await AskAsync([.. Greeting, .. Failed("hash mismatch importing path '/nix/store/x'"), .. Yes]);

        Assert.Equal("hash mismatch importing path '/nix/store/x'", Assert.IsType<DaemonAnswer.Refused>(answer).Said);
    }

    [Fact]
    public async Task What_a_collection_has_taken_is_not_taken_for_valid()
    {
        Assert.IsType<DaemonAnswer.Refused>((await AskAsync([.. Greeting, .. Bytes.Of(Last, Last, 1, Last, 0)])).Answer);
    }

    public static TheoryData<byte[]> Strangers => new(
        [],
        Bytes.Of(Hello),
        Bytes.Of(Hello, 0x11f, Last),
        Bytes.Of(Hello, 0x222, "3.0", Last),
        Bytes.Of(0x1234, 0x122, "2.8.0", Last),
        Bytes.Of(Hello, 0x123, "2.15.0", 2, Last, Last),
        [.. Bytes.Of(Hello, 0x122, "2.8.0"), .. Failed("user 'x' is not allowed to connect")],
        Bytes.Of(Hello, 0x122, long.MaxValue),
        "SSH-2.0-OpenSSH_9.2p1\r\n"u8.ToArray());

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Who_is_no_daemon_for_us_is_left_alone(byte[] says)
    {
        Assert.IsType<DaemonAnswer.Unusable>((await AskAsync(says)).Answer);
        Assert.IsType<DaemonAnswer.Unusable>((await AskAsync(says, takes: 0)).Answer);
    }

    public static TheoryData<byte[]> Ends => new(
        [],
        Bytes.Of(Last),
        Bytes.Of(Last, Last, 1),
        Bytes.Of(Error, "Error", 0, "nix-daemon"),
        Bytes.Of(0x42),
        Bytes.Of(Start, 7, 3, 100, "copying", 1, 2),
        Bytes.Of(Start, 7, 3, 100, "copying", -1),
        Bytes.Of(Next, long.MaxValue),
        [.. Bytes.Of(Next, 1), 65, 1, 1, 1, 1, 1, 1, 1]);

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Who_ends_in_the_middle_or_says_what_is_not_in_the_protocol_is_gone(byte[] says)
    {
        Assert.IsType<DaemonAnswer.Gone>((await AskAsync([.. Greeting, .. says])).Answer);
    }

    [Fact]
    public async Task Who_takes_no_more_may_have_said_why()
    {
        var (answer, _, _) = await AskAsync([.. Greeting, .. Failed("cannot write: No space left on device")], takes: 100);

        Assert.Equal("cannot write: No space left on device", Assert.IsType<DaemonAnswer.Refused>(answer).Said);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_never_greets_is_no_daemon_whether_he_reads_or_not(bool reads)
    {
        using TemporaryFolder folder = new();
        using var spool = Bytes.Spool(folder);
        var addition = Addition.Of(spool, await spool.Paths, Bytes.Known);
        using CancellationTokenSource patience = new();
        await using SilentDaemon daemon = new([], reads, patience.Cancel);

        var answer = await DaemonClient.AddAsync(daemon, addition, Bytes.Top, _ => { }, patience.Token, TestContext.Current.CancellationToken);

        Assert.Equal("it does not answer", Assert.IsType<DaemonAnswer.Unusable>(answer).Why);
    }

    [Fact]
    public async Task Who_has_greeted_may_take_longer()
    {
        using TemporaryFolder folder = new();
        using var spool = Bytes.Spool(folder);
        var addition = Addition.Of(spool, await spool.Paths, Bytes.Known);
        using CancellationTokenSource patience = new();
        using CancellationTokenSource deadline = new();
        // All patience ends when it has nothing more to say after its greeting, and the work's own limit after that.
        await using SilentDaemon daemon = new(Greeting, true, () =>
        {
            patience.Cancel();
            deadline.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => DaemonClient.AddAsync(daemon, addition, Bytes.Top, _ => { }, patience.Token, deadline.Token));
    }

    [Fact]
    public async Task An_export_that_is_gone_is_no_answer_of_the_daemon()
    {
        using TemporaryFolder folder = new();
        var spool = Bytes.Spool(folder);
        var addition = Addition.Of(spool, await spool.Paths, Bytes.Known);
        spool.Dispose();

        Assert.IsType<DaemonAnswer.Gone>(await DaemonClient.AddAsync(new ScriptedDaemon(Greeting), addition, Bytes.Top, _ => { }, CancellationToken.None, TestContext.Current.CancellationToken));
    }

    private static byte[] Failed(string why) => Bytes.Of(Error, "Error", 0, "nix-daemon", why, 0, 1, 0, "while adding");

    private static string Hex(string hash) => Convert.ToHexStringLower(Convert.FromBase64String(hash["sha256-".Length..]));

    private static async Task<(DaemonAnswer Answer, ScriptedDaemon Daemon, List<string> Lines)> AskAsync(byte[] says, long takes = long.MaxValue)
    {
        using TemporaryFolder folder = new();
        using var spool = Bytes.Spool(folder);
        var addition = Addition.Of(spool, await spool.Paths, Bytes.Known);
        await using ScriptedDaemon daemon = new(says, takes);
        List<string> lines = [];
        return (await DaemonClient.AddAsync(daemon, addition, Bytes.Top, lines.Add, CancellationToken.None, TestContext.Current.CancellationToken), daemon, lines);
    }
}
