using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Chimera.Engine.Record;

/// <summary>
/// An event as the ledger keeps it: canonical JSON of exactly seven members. Data too large for an entry is kept beside it and
/// named by its digest, as <c>payload</c> in the place of <c>data</c>.
/// </summary>
/// <param name="Data">The facts; null when they are kept beside the ledger.</param>
/// <param name="Payload"><c>sha256:</c> and 64 hexadecimal digits over the canonical JSON of the facts; null when they are in the entry.</param>
public sealed record LedgerEntry(
    long Index, string Stream, long Sequence, DateTimeOffset At, string Actor, string Type, JsonObject? Data, string? Payload)
{
    /// <summary>The most bytes an entry can have: C2SP tlog-tiles gives its length two bytes.</summary>
    public const int MostBytes = ushort.MaxValue;

    /// <summary>How deep data may be nested.</summary>
    public const int MostDepth = 200;

    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <param name="data">The facts, already canonical.</param>
    public static byte[] Write(RecordedEvent happened, ReadOnlySpan<byte> data)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var buffer = new ArrayBufferWriter<byte>(data.Length + 256);
        WriteHead(buffer, happened);
        buffer.Write(",\"data\":"u8);
        buffer.Write(data);
        WriteIndex(buffer, happened.Index);
        WriteTail(buffer, happened);
        return buffer.WrittenSpan.ToArray();
    }

    /// <param name="payload">The digest of the facts, which are kept beside the ledger.</param>
    public static byte[] Write(RecordedEvent happened, string payload)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var buffer = new ArrayBufferWriter<byte>(512);
        WriteHead(buffer, happened);
        WriteIndex(buffer, happened.Index);
        buffer.Write(",\"payload\":"u8);
        CanonicalString.Write(buffer, payload);
        WriteTail(buffer, happened);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <c>Write</c> wrote, byte for byte; null when it is anything else.</summary>
    public static LedgerEntry? Read(ReadOnlySpan<byte> entry)
    {
        try
        {
            var map = JsonFacts.Parse(entry, MostDepth + 1);
            return CanonicalJson.Write(map).AsSpan().SequenceEqual(entry) ? Read(map) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The event, with its facts from where they are.</summary>
    public RecordedEvent With(JsonObject data) => new(Index, Stream, Sequence, At, Actor, Type, data);

    private static LedgerEntry? Read(JsonObject map) => map.Count == 7 && (map.Has("data") || map.Has("payload"))
        ? new LedgerEntry(
            map.Long("index"),
            map.Text("stream"),
            map.Long("sequence"),
            map.Time("at", Instant),
            map.Text("actor"),
            map.Text("type"),
            map.PartOrNull("data"),
            map.TextOrNull("payload"))
        : null;

    private static void WriteHead(ArrayBufferWriter<byte> buffer, RecordedEvent happened)
    {
        buffer.Write("{\"actor\":"u8);
        CanonicalString.Write(buffer, happened.Actor);
        buffer.Write(",\"at\":"u8);
        CanonicalString.Write(buffer, happened.At.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture));
    }

    private static void WriteIndex(ArrayBufferWriter<byte> buffer, long index) =>
        buffer.Write(Encoding.ASCII.GetBytes($",\"index\":{index}"));

    private static void WriteTail(ArrayBufferWriter<byte> buffer, RecordedEvent happened)
    {
        buffer.Write(Encoding.ASCII.GetBytes($",\"sequence\":{happened.Sequence},\"stream\":"));
        CanonicalString.Write(buffer, happened.Stream);
        buffer.Write(",\"type\":"u8);
        CanonicalString.Write(buffer, happened.Type);
        buffer.Write("}"u8);
    }
}
