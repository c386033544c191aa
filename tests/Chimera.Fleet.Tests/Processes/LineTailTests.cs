using Chimera.Fleet.Processes;

namespace Chimera.Fleet.Tests.Processes;

public sealed class LineTailTests
{
    private readonly List<string> _heard = [];

    [Fact]
    public void Lines_are_whole_however_the_text_is_cut()
    {
        var tail = new LineTail(_heard.Add);
        foreach (var part in new[] { "fi", "rst\nsec", "ond\r\n", "\nlast" })
            tail.Add(part);
        tail.Complete();
        Assert.Equal(["first", "second", "", "last"], _heard);
        Assert.Equal("first\nsecond\n\nlast", tail.ToString());
    }

    [Fact]
    public void Only_the_end_of_much_text_is_kept()
    {
        var tail = new LineTail(onLine: null);
        for (var i = 0; i < 100_000; i++)
            tail.Add($"line {i}\n");
        Assert.InRange(tail.ToString().Length, LineTail.Limit / 2, LineTail.Limit);
        Assert.EndsWith("line 99998\nline 99999", tail.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_without_an_end_is_cut()
    {
        var tail = new LineTail(_heard.Add);
        tail.Add(new string('x', LineTail.LongestLine + 1));
        Assert.Equal(LineTail.LongestLine, Assert.Single(_heard).Length);
    }
}
