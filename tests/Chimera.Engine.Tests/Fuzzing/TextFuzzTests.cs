using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Selectors;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Engine.Tests.Fuzzing;

/// <summary>Short texts that a person, a file or the environment gives: settings and selectors.</summary>
public sealed class TextFuzzTests
{
    [Fact]
    public void A_duration_is_read_as_what_is_written_or_refused_with_a_remedy() => Fuzzer.Run(
        FuzzTarget.Text("duration", ["250ms", "10s", "5m", "1h30m", "2d", "365d", "1d2h3m4s5ms", "0s"], text => Durations.Parse(text) switch
        {
            Parsed<TimeSpan>.Value { It: var span } => span < TimeSpan.Zero || span > TimeSpan.FromDays(365) ? $"{span} is out of range"
                : Durations.Parse(Durations.Write(span)) is Parsed<TimeSpan>.Value { It: var again } && again == span ? null : $"{span} is written as {Durations.Write(span)}",
            Parsed<TimeSpan>.Wrong { Remedy.Length: > 0 } => null,
            var other => $"the answer is {other}",
        }).With("d", "h", "m", "s", "ms", "-", "1"),
        3000);

    [Fact]
    public void A_size_is_read_as_what_is_written_or_refused_with_a_remedy() => Fuzzer.Run(
        FuzzTarget.Text("size", ["512MiB", "4GiB", "1024TiB", "0", "7", "1KiB"], text => ByteSizes.Parse(text) switch
        {
            Parsed<long>.Value { It: var size } => size is < 0 or > 1L << 50 ? $"{size} is out of range"
                : ByteSizes.Parse(ByteSizes.Write(size)) is Parsed<long>.Value { It: var again } && again == size ? null : $"{size} is written as {ByteSizes.Write(size)}",
            Parsed<long>.Wrong { Remedy.Length: > 0 } => null,
            var other => $"the answer is {other}",
        }).With("KiB", "MiB", "GiB", "TiB", "K", "i", "B", "9"),
        3000);

    [Fact]
    public void A_selector_is_read_or_refused_at_a_column_of_its_text() => Fuzzer.Run(
        FuzzTarget.Text("selector", ["all", "web and not (eu or @canary)", "fleet/db1", "?b1 or web*", "not not web", "(a or b) and c"], text =>
        {
            switch (SelectorParser.Parse(text))
            {
                case SelectorReading.Read { Selector: var selector }:
                    selector.Matches(new SelectorSubject(["web1", "fleet/web1", new string('a', 60)], ["web", "eu"]));
                    return null;
                case SelectorReading.Wrong wrong:
                    return wrong.Column >= 1 && wrong.Column <= text.Length + 1 ? null : $"column {wrong.Column} is not in a text of {text.Length}";
                default:
                    return "no such answer";
            }
        }).With(" and ", " or ", "not ", "(", ")", "all", "@", "*", "?", "a*", "*a*a*a*a*b"),
        3000);
}
