using System.Text;
using Chimera.Fleet.Hosts;
using FsCheck;
using FsCheck.Fluent;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>The parser of what a host sends, which may be anything.</summary>
public sealed class MarkedReaderTests
{
    private const string Nonce = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    [Fact]
    public void Output_is_found_between_marks_however_it_is_cut()
    {
        var cuts = Gen.ArrayOf(Gen.Choose(1, 70_000)).ToArbitrary();
        var output = Gen.ArrayOf(Gen.Elements("x", "\n", "\0", Nonce[..31], Nonce[1..], "0", " end 1 0\n", new string('y', 20_000))).ToArbitrary();
        Prop.ForAll(output, cuts, (parts, sizes) =>
        {
            var text = string.Concat(parts);
            // Together with its mark: an end of the text and the beginning of the nonce can make one too.
            if ((text + Nonce).IndexOf(Nonce, StringComparison.Ordinal) < text.Length)
                return;
            var reader = new MarkedReader(Cut($"noise{Nonce} begin 1\n{text}{Nonce} end 1 255\n", sizes), Nonce);
            Assert.Equal(new Mark.Begin(1), Read(reader, new Discard()));
            var bytes = new BoundedBytes(int.MaxValue);
            Assert.Equal(new Mark.End(1, 255), Read(reader, bytes));
            Assert.Equal(text, bytes.ToString());
            Assert.Equal(new Mark.Gone(), Read(reader, new Discard()));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Anything_at_all_ends_in_a_mark_without_an_exception()
    {
        var words = Gen.Elements(
            Nonce, " ", "\n", "hello", "begin", "end", "1", "0", "-1", "256", "99999999999999999999", "x", "\0", "\u00ff", new string('z', 300), Nonce[..16]);
        Prop.ForAll(Gen.ArrayOf(words).ToArbitrary(), Gen.ArrayOf(Gen.Choose(1, 50)).ToArbitrary(), (parts, sizes) =>
        {
            var reader = new MarkedReader(Cut(string.Concat(parts), sizes), Nonce);
            for (var i = 0; i <= parts.Length; i++)
            {
                if (Read(reader, new LineSink(_ => { })) is Mark.Gone or Mark.Malformed)
                    return;
            }

            Assert.Fail("there were more marks than words");
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(" end 1\n")]
    [InlineData(" end 1 256\n")]
    [InlineData(" end 1 -1\n")]
    [InlineData(" end  1 0\n")]
    [InlineData(" end 1 0 \n")]
    [InlineData("end 1 0\n")]
    [InlineData(" begin 9223372036854775808\n")]
    [InlineData("\n")]
    public void A_mark_that_the_protocol_does_not_have_is_malformed(string rest) =>
        Assert.IsType<Mark.Malformed>(Read(new MarkedReader(Cut(Nonce + rest, []), Nonce), new Discard()));

    [Fact]
    public void A_mark_without_an_end_is_malformed_before_the_buffer_is_full() =>
        Assert.IsType<Mark.Malformed>(Read(new MarkedReader(Cut(Nonce + new string(' ', 100_000), []), Nonce), new Discard()));

    [Fact]
    public async Task A_reply_to_another_call_is_garbled()
    {
        foreach (var reply in new[] { $"{Nonce} begin 2\n{Nonce} end 2 0\n", $"{Nonce} begin 1\n{Nonce} end 2 0\n", $"{Nonce} end 1 0\n", $"{Nonce} hello 1\n" })
        {
            var loop = new LoopClient(new MemoryStream(), Cut(reply, []), Cut(reply, []), Nonce, 100);
            Assert.IsType<Exchange.Garbled>(await loop.CallAsync(Operations.Call("ping"), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_loop_of_another_version_is_not_spoken_to()
    {
        var loop = new LoopClient(new MemoryStream(), Cut($"{Nonce} hello 2\n", []), Cut("", []), Nonce, 100);
        Assert.False(await loop.GreetAsync("program"u8.ToArray(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Long_lines_come_in_pieces_and_none_is_lost()
    {
        var lines = new List<string>();
        var sink = new LineSink(lines.Add);
        sink.Take(Encoding.ASCII.GetBytes(new string('a', 20_000) + "\r\nb\n\nlast"));
        sink.Flush();
        Assert.Equal([8192, 8192, 3616, 1, 0, 4], lines.Select(line => line.Length));
    }

    private static Mark Read(MarkedReader reader, IByteSink sink)
    {
        var reading = reader.ReadAsync(sink, CancellationToken.None);
        Assert.True(reading.IsCompleted);
        return reading.GetAwaiter().GetResult();
    }

    private static CutStream Cut(string text, int[] sizes) => new(Encoding.UTF8.GetBytes(text), sizes);

    /// <summary>Gives out bytes in pieces of given sizes, as a network does.</summary>
    private sealed class CutStream(byte[] bytes, int[] sizes) : MemoryStream(bytes)
    {
        private int _next;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(sizes.Length == 0 ? buffer : buffer[..Math.Min(buffer.Length, sizes[_next++ % sizes.Length])], cancellationToken);
    }
}
