using Chimera.Sites.Balancing;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Cli.Tests;

/// <summary>What a host says of a shift that lies over its balancer, which need not be a shift of ours.</summary>
public sealed class BalanceFuzzTests
{
    private const string Shift = """{"of":"sha256:0011","at":"2026-01-02T03:04:05.0000000Z","parts":{"host/web1":0,"netlify":100},"shares":{"host/web1":0,"netlify":10000}}""";

    [Fact]
    public void A_shift_is_read_back_as_it_was_or_not_at_all() => Fuzzer.Run(
        FuzzTarget.Text("shifts", [Shift], text =>
            BalancerShift.Read(text) is not { } shift ? null
            : !shift.SameAs(BalancerShift.Read(shift.Write().ToJsonString())) ? "another shift"
            : shift.Parts.Values.Any(part => part is < 0 or > 100) || shift.Shares.Values.Any(share => share.Hundredths is < 0 or > Share.All) ? "more than all"
            : shift.ToString().Length == 0 && shift.Shares.Count > 0 ? "no words"
            : null).With("\"of\"", "\"at\"", "\"parts\"", "\"shares\"", "null", "{}", "[]", "-1", "1e9", "99999999999", "\"netlify\"", ":", ",", "\n", "2026-01-02T03:04:05.0000000+99:00"),
        6000);

    [Fact]
    public void What_was_written_is_read() => Assert.Equal("host/web1 0.0 %, netlify 100.0 %", BalancerShift.Read(Shift)!.ToString());
}
