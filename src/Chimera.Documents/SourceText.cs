using System.Text;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Documents;

/// <summary>Turns the bytes of a file into text, or says at which line and column they are none.</summary>
internal static class SourceText
{
    private static readonly UTF8Encoding Lenient = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    public static string? Decode(ReadOnlySpan<byte> bytes, string name, Findings findings)
    {
        if (bytes.Length > YamlReader.MaxBytes)
        {
            findings.Add(Finding.Error(
                "yaml.too-large", $"the file is larger than {YamlReader.MaxBytes >> 20} MiB", "split it: hosts can have a file of their own",
                Place.Of(name)));
            return null;
        }

        var text = Lenient.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
        var bad = text.AsSpan().IndexOfAnyExcept(Allowed);
        if (bad < 0)
            return text;

        var replaced = text[bad] == '\uFFFD';
        findings.Add(Finding.Error(
            "yaml.bad-character",
            replaced ? "here are bytes that are not UTF-8" : $"the character U+{(int)text[bad]:X4} is not allowed",
            replaced ? "save the file as UTF-8" : "remove it, or write it as an escape in double quotes",
            PlaceOf(text, bad, name)));
        return null;
    }

    public static Place PlaceOf(string text, int index, string name)
    {
        var before = text.AsSpan(0, index);
        var lineStart = before.LastIndexOf('\n') + 1;
        return new Place(name, before.Count('\n') + 1, index - lineStart + 1);
    }

    // YAML 1.2 section 5.1, printable characters; U+FFFD is what the decoder puts for bytes that are no UTF-8, and nobody needs it.
    private static readonly System.Buffers.SearchValues<char> Allowed = System.Buffers.SearchValues.Create(
    [
        '\t', '\n', '\r', '\u0085',
        .. Enumerable.Range(0x20, 0x7F - 0x20).Select(code => (char)code),
        .. Enumerable.Range(0xA0, 0xFEFF - 0xA0).Select(code => (char)code),
        .. Enumerable.Range(0xFF00, 0xFFFD - 0xFF00).Select(code => (char)code),
    ]);
}
