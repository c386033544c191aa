using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chimera.Cli.Terminal;

/// <summary>How every command writes a document for programs: on one line, in ASCII.</summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = new AsciiEncoder(), SkipValidation = true };

    public static string ToLine(this JsonNode document)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            document.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
