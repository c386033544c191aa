using System.Text;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>The program that is sent to a host.</summary>
public sealed class HostProgramTests
{
    [Fact]
    public void It_knows_exactly_the_operations_of_its_sources()
    {
        var program = HostProgram.Build("op_a() { :; }\nhelper() { :; }\n    op_not_at_the_start() { :; }\n");
        Assert.Contains("ping", program.Operations);
        Assert.Contains("a", program.Operations);
        Assert.DoesNotContain("not_at_the_start", program.Operations);
        Assert.DoesNotContain("helper", program.Operations);
    }

    [Fact]
    public void It_has_no_comments_and_no_blank_lines()
    {
        var lines = Encoding.UTF8.GetString(HostProgram.Build("# first\n\n  # second\nop_a() { :; }\n").Bytes.Span).TrimEnd('\n').Split('\n');
        Assert.DoesNotContain(lines, line => line.Length == 0 || line.TrimStart().StartsWith('#'));
    }

    [Fact]
    public void It_is_the_same_each_time() => Assert.True(HostProgram.Build().Bytes.Span.SequenceEqual(HostProgram.Build().Bytes.Span));

    [Fact]
    public void Two_operations_of_one_name_are_refused() =>
        Assert.Throws<InvalidOperationException>(() => HostProgram.Build("op_ping() { :; }\n"));

    [Fact]
    public void The_bootstrap_has_nothing_that_login_shells_read_differently()
    {
        var command = Bootstrap.Command("/bin/sh", sudo: true, 12_345);
        var quoted = command.Split('\'');
        Assert.Equal(3, quoted.Length);
        Assert.DoesNotContain(quoted[1], c => c is '\\' or '!' or '\n');
        Assert.Equal("exec sudo -n /bin/sh -c ", quoted[0]);
    }
}
