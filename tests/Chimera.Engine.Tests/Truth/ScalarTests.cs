using Chimera.Engine.Truth.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Chimera.Engine.Tests.Truth;

public sealed class ScalarTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("10s", 10_000)]
    [InlineData("5m", 300_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1d2h3m4s5ms", 93_784_005)]
    [InlineData("0s", 0)]
    [InlineData("365d", 31_536_000_000)]
    public void A_duration_is_read(string text, long milliseconds) =>
        Assert.Equal(new Parsed<TimeSpan>.Value(TimeSpan.FromMilliseconds(milliseconds)), Durations.Parse(text));

    [Theory]
    [InlineData("10", "add a unit: 10s, 10m or 10ms")]
    [InlineData("", "write a number and a unit (ms, s, m, h, d): 10s, 1h30m")]
    [InlineData("s", "write a number and a unit (ms, s, m, h, d): 10s, 1h30m")]
    [InlineData("30m1h", "write a number and a unit (ms, s, m, h, d): 10s, 1h30m")]
    [InlineData("10 s", "write a number and a unit (ms, s, m, h, d): 10s, 1h30m")]
    [InlineData("-1s", "write a number and a unit (ms, s, m, h, d): 10s, 1h30m")]
    [InlineData("1.5s", "write a number and a unit (ms, s, m, h, d): 10s, 1h30m")]
    [InlineData("99999999999999999999s", "write a number and a unit (ms, s, m, h, d): 10s, 1h30m")]
    [InlineData("366d", "write at most 365d")]
    [InlineData("9999d999999h99999999m999999999s999999999999ms", "write at most 365d")]
    public void What_is_no_duration_says_what_would_be_one(string text, string remedy) =>
        Assert.Equal(remedy, Assert.IsType<Parsed<TimeSpan>.Wrong>(Durations.Parse(text)).Remedy);

    [Fact]
    public void A_written_duration_reads_as_itself() => Prop
        .ForAll(
            Gen.Choose(0, int.MaxValue).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)).ToArbitrary(),
            span => Durations.Parse(Durations.Write(span)) == new Parsed<TimeSpan>.Value(span))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1000", 1000)]
    [InlineData("4GiB", 4L << 30)]
    [InlineData("1024TiB", 1L << 50)]
    public void A_size_is_read(string text, long bytes) => Assert.Equal(new Parsed<long>.Value(bytes), ByteSizes.Parse(text));

    [Theory]
    [InlineData("4GB")]
    [InlineData("4 GiB")]
    [InlineData("")]
    [InlineData("GiB")]
    [InlineData("1025TiB")]
    [InlineData("999999999999999TiB")]
    public void What_is_no_size_is_refused(string text) => Assert.IsType<Parsed<long>.Wrong>(ByteSizes.Parse(text));

    [Fact]
    public void A_written_size_reads_as_itself() => Prop
        .ForAll(
            Gen.Choose(0, int.MaxValue).SelectMany(size => Gen.Choose(0, 10).Select(shift => (long)size << shift)).ToArbitrary(),
            size => ByteSizes.Parse(ByteSizes.Write(size)) == new Parsed<long>.Value(size))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("canery", "canary")]
    [InlineData("canray", "canary")]
    [InlineData("Canary", "canary")]
    [InlineData("max_paralel", "max_parallel")]
    [InlineData("banana", null)]
    [InlineData("", null)]
    public void The_nearest_word_is_the_one_meant(string written, string? meant) =>
        Assert.Equal(meant, Nearest.To(written, ["canary", "max_parallel", "stagger"]));
}
