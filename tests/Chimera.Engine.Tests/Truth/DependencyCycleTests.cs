using System.Collections.Immutable;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Tests.Truth;

public sealed class DependencyCycleTests
{
    [Theory]
    [InlineData("a:b b:c c:", "")]
    [InlineData("a:a", "a a")]
    [InlineData("a:b b:a", "a b a")]
    [InlineData("z:a a:b b:c c:b", "b c b")]
    [InlineData("a:gone", "")]
    [InlineData("a:b,c b:d c:d d:", "")]
    [InlineData("x:y y:z z:x a:x", "x y z x")]
    public void A_cycle_is_spelled_out(string graph, string cycle) => Assert.Equal(cycle, string.Join(' ', DependencyCycle.Find(Parse(graph))));

    [Fact]
    public void A_long_chain_costs_no_stack()
    {
        var chain = Enumerable.Range(0, 20_000).ToDictionary(i => $"{i}", i => ImmutableArray.Create($"{(i + 1) % 20_000}"));

        Assert.Equal(20_001, DependencyCycle.Find(chain).Length);
    }

    private static Dictionary<string, ImmutableArray<string>> Parse(string graph) => graph.Split(' ').Select(part => part.Split(':')).ToDictionary(
        part => part[0], part => part[1].Split(',', StringSplitOptions.RemoveEmptyEntries).ToImmutableArray());
}
