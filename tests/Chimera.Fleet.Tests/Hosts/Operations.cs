using System.Collections.Immutable;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>Operations that only tests have.</summary>
internal static class Operations
{
    public const string Source = """
        op_args() { printf '%s\n' "$#"; for a in "$@"; do printf '%s\0' "$a"; done; }
        op_count() { wc -c; }
        op_sum() { sha256sum; }
        op_fill() { dd if=/dev/zero bs=65536 count="$1" 2>/dev/null | tr '\0' x; }
        op_bytes() { printf '\001\377\r\n\n'; }
        op_quit() { echo bye; exit 7; }
        op_fail() { return 9; }
        op_killed() { sh -c 'kill -9 $PPID'; sleep 60; }
        op_early() { dd bs=10 count=1 2>/dev/null; exit 3; }
        op_lines() { for l in "$@"; do echo "$l" >&2; done; printf unfinished >&2; }
        op_wait() { echo waiting >&2; sleep 3600; }
        op_wait_for() { echo $$ >&2; while [ -e "$1" ]; do sleep 0.05; done; }
        op_hold() { echo held >&2; while [ -e "$1" ]; do sleep 1; done; }
        op_keep() { cat >"$1.part"; mv "$1.part" "$1"; }
        op_server() { echo "$PPID"; }
        op_who() { id -u; }
        op_stray_foreign() { chimera_foreign sh -c '(while [ -e "$1" ]; do echo stray; sleep 0.01; done) &' sh "$1"; echo own; }
        """;

    public static SshHostChannels Channels(ChannelSettings? settings = null) =>
        new(HostProgram.Build(Source), settings ?? new ChannelSettings(), TimeProvider.System);

    public static HostCall Call(string operation, params ImmutableArray<string> arguments) => new(operation, arguments, TimeSpan.FromSeconds(60));

    public static async Task<HostReply> CallAsync(this IHostChannel channel, string operation, params ImmutableArray<string> arguments) =>
        await channel.CallAsync(Call(operation, arguments), TestContext.Current.CancellationToken);

    public static async Task<HostReply> CallAsync(this IHostChannel channel, HostCall call) =>
        await channel.CallAsync(call, TestContext.Current.CancellationToken);

    public static HostReply.Finished Finished(this HostReply reply) => Assert.IsType<HostReply.Finished>(reply);

    public static string Unreachable(this HostReply reply, string code)
    {
        var why = Assert.IsType<HostReply.Unreachable>(reply).Why;
        Assert.True(why.Code == code, $"{why.Code}, not {code}: {why.Message}");
        Assert.DoesNotContain('\n', why.Message);
        Assert.NotNull(why.Remedy);
        return why.Message + "\n" + why.Remedy;
    }

    public static string Broken(this HostReply reply, string code)
    {
        var why = Assert.IsType<HostReply.Broken>(reply).Why;
        Assert.True(why.Code == code, $"{why.Code}, not {code}: {why.Message}");
        return why.Message;
    }
}
