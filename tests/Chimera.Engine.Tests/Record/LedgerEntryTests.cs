using System.Text;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Engine.Tests.Record;

public sealed class LedgerEntryTests
{
    private static readonly RecordedEvent Event = new(
        7, "rollout/r1", 3, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)).AddTicks(67), "ann@\"desk\"", "step.committed", new JsonObject { ["b"] = 1, ["a"] = "é" });

    [Fact]
    public void An_entry_is_written_like_this_and_reads_back()
    {
        var bytes = LedgerEntry.Write(Event, CanonicalJson.Write(Event.Data));

        Assert.Equal(
            """{"actor":"ann@\"desk\"","at":"2026-01-02T02:04:05.0000067Z","data":{"a":"é","b":1},"index":7,"sequence":3,"stream":"rollout/r1","type":"step.committed"}""",
            Encoding.UTF8.GetString(bytes));
        var read = Assert.IsType<LedgerEntry>(LedgerEntry.Read(bytes));
        Assert.Equal(bytes, LedgerEntry.Write(read.With(read.Data!), CanonicalJson.Write(read.Data)));
    }

    [Fact]
    public void An_entry_whose_data_is_kept_beside_it_names_the_digest()
    {
        var bytes = LedgerEntry.Write(Event, "sha256:00");

        Assert.Equal("sha256:00", LedgerEntry.Read(bytes)?.Payload);
        Assert.Null(LedgerEntry.Read(bytes)?.Data);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "actor":"a","at":"2026-01-02T02:04:05.0000067Z","data":{},"index":7,"sequence":3,"stream":"s","type":"t"}""")]
    [InlineData("""{"actor":"a","actor":"a","at":"2026-01-02T02:04:05.0000067Z","data":{},"index":7,"sequence":3,"stream":"s","type":"t"}""")]
    [InlineData("""{"actor":"a","at":"2026-01-02","data":{},"index":7,"sequence":3,"stream":"s","type":"t"}""")]
    [InlineData("""{"actor":"a","at":"2026-01-02T02:04:05.0000067Z","data":{},"index":"7","sequence":3,"stream":"s","type":"t"}""")]
    [InlineData("""{"actor":"a","at":"2026-01-02T02:04:05.0000067Z","data":[],"index":7,"sequence":3,"stream":"s","type":"t"}""")]
    [InlineData("""{"actor":"a","at":"2026-01-02T02:04:05.0000067Z","data":null,"index":7,"sequence":3,"stream":"s","type":"t"}""")]
    [InlineData("""{"actor":"a","at":"2026-01-02T02:04:05.0000067Z","index":7,"payload":null,"sequence":3,"stream":"s","type":"t"}""")]
    [InlineData("""{"actor":"a","at":"2026-01-02T02:04:05.0000067Z","index":7,"other":1,"sequence":3,"stream":"s","type":"t"}""")]
    public void What_is_not_written_like_an_entry_is_none(string text) => Assert.Null(LedgerEntry.Read(Encoding.UTF8.GetBytes(text)));
}
