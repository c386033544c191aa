using System.Text;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>What a server may say before it identifies itself, by RFC 4253 §4.2.</summary>
public sealed class SshGreetingTests
{
    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2p1\r\n", true)]
    [InlineData("SSH-2.0-x\n", true)]
    [InlineData("SSH-1.99-old\r\n", true)]
    [InlineData("Welcome\r\nto this host\r\nSSH-2.0-x\r\n", true)]
    [InlineData("SSH-1.5-ancient\r\n", false)]
    [InlineData("Exceeded MaxStartups\r\n", false)]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", false)]
    [InlineData(" SSH-2.0-x\r\n", false)]
    [InlineData("SSH-2.0-unfinished", false)]
    [InlineData("", false)]
    public async Task An_identification_is_told_from_all_else(string said, bool comes) => Assert.Equal(comes, await ComesAsync(said));

    [Fact]
    public async Task A_line_before_it_may_be_long_and_it_may_not()
    {
        Assert.True(await ComesAsync(new string('x', 9000) + "\r\nSSH-2.0-x\r\n"));
        Assert.True(await ComesAsync("SSH-2.0-" + new string('x', 245) + "\r\n"));
        Assert.False(await ComesAsync("SSH-2.0-" + new string('x', 246) + "\r\n"));
    }

    [Fact]
    public async Task A_server_that_talks_on_and_on_is_not_heard_out()
    {
        using var endless = new MemoryStream(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("word\r\n", 100_000)) + "SSH-2.0-x\r\n"));
        Assert.False(await SshGreeting.ComesAsync(endless, TestContext.Current.CancellationToken));
        Assert.True(endless.Position < endless.Length);
    }

    private static Task<bool> ComesAsync(string said) =>
        SshGreeting.ComesAsync(new MemoryStream(Encoding.ASCII.GetBytes(said)), TestContext.Current.CancellationToken);
}
