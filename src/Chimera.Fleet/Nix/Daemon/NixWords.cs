using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Chimera.Fleet.Nix.Daemon;

/// <summary>Writes numbers and texts as <see cref="NixReader"/> reads them.</summary>
internal sealed class NixWords
{
    private const int Word = 8;

    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public NixWords Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(Word), value);
        _bytes.Advance(Word);
        return this;
    }

    public NixWords Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        var padded = (length + Word - 1) / Word * Word;
        var place = _bytes.GetSpan(padded)[..padded];
        place.Clear();
        Encoding.UTF8.GetBytes(value, place);
        _bytes.Advance(padded);
        return this;
    }

    public NixWords Texts(IReadOnlyCollection<string> values)
    {
        Number(values.Count);
        foreach (var value in values)
            Text(value);
        return this;
    }
}
