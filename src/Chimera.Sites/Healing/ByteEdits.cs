using System.Buffers;
using System.Text;
using Chimera.Documents;

namespace Chimera.Sites.Healing;

/// <summary>Applies edits of a file's text to its bytes, so that bytes outside an edit stay what they are even where they are not UTF-8.</summary>
internal static class ByteEdits
{
    /// <exception cref="ArgumentException">Two edits overlap, or one lies outside the text.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> bytes, IEnumerable<TextEdit> edits)
    {
        var result = new ArrayBufferWriter<byte>(bytes.Length + 256);
        var (chars, read, written) = (0, 0, 0);
        foreach (var edit in edits.OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.End))
        {
            if (edit.Span.Start < chars)
            {
                throw new ArgumentException($"the edit at {edit.Span.Start} overlaps the one before it", nameof(edits));
            }

            Advance(bytes, edit.Span.Start, ref chars, ref read);
            result.Write(bytes[written..read]);
            result.Write(Encoding.UTF8.GetBytes(edit.Replacement));
            Advance(bytes, edit.Span.End, ref chars, ref read);
            written = read;
        }

        result.Write(bytes[written..]);
        return result.WrittenSpan.ToArray();
    }

    // The decoder puts one U+FFFD for what it cannot read, and so does this count.
    private static void Advance(ReadOnlySpan<byte> bytes, int to, ref int chars, ref int read)
    {
        while (chars < to)
        {
            if (read >= bytes.Length)
            {
                throw new ArgumentException($"the text ends before {to}", nameof(to));
            }

            Rune.DecodeFromUtf8(bytes[read..], out var rune, out var consumed);
            read += consumed;
            chars += rune.Utf16SequenceLength;
        }
    }
}
