using System.Globalization;
using System.Text;

namespace Chimera.Sites.Tests.Publishing;

/// <summary>A request whose body is read when it is asked for.</summary>
internal sealed class RawRequest
{
    private readonly Stream _stream;
    private readonly bool _chunked;
    private byte[] _body;
    private int _read;

    private RawRequest(Stream stream, string method, string target, Dictionary<string, string> headers)
    {
        (_stream, Method, Target, Headers) = (stream, method, target, headers);
        _chunked = headers.GetValueOrDefault("Transfer-Encoding") == "chunked";
        _body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"))];
    }

    public string Method { get; }

    public string Target { get; }

    public Dictionary<string, string> Headers { get; }

    public int Length => _body.Length;

    /// <returns>Null when the client has ended.</returns>
    public static async Task<RawRequest?> ReadAsync(Stream stream)
    {
        if (await LineAsync(stream) is not { Length: > 0 } first)
        {
            return null;
        }

        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(stream) is { Length: > 0 } line)
        {
            var parts = line.Split(':', 2);
            headers[parts[0]] = parts[1].Trim();
        }

        var words = first.Split(' ');
        return new RawRequest(stream, words[0], words[1], headers);
    }

    /// <summary>The body, or as much of it; in chunks it is read whole.</summary>
    public async Task<byte[]> ReadBodyAsync(int most = int.MaxValue)
    {
        if (_chunked && _read == 0)
        {
            _body = await ChunksAsync();
            _read = _body.Length;
        }

        var to = Math.Min(most, _body.Length);
        if (to > _read)
        {
            await _stream.ReadExactlyAsync(_body.AsMemory(_read, to - _read));
            _read = to;
        }

        return _body[.._read];
    }

    private async Task<byte[]> ChunksAsync()
    {
        using MemoryStream body = new();
        while (await LineAsync(_stream) is { Length: > 0 } line)
        {
            var chunk = new byte[int.Parse(line.Split(';')[0], NumberStyles.HexNumber)];
            await _stream.ReadExactlyAsync(chunk);
            body.Write(chunk);
            // The end of the chunk's line; of the last, the end of the body.
            await LineAsync(_stream);
            if (chunk.Length == 0)
            {
                break;
            }
        }

        return body.ToArray();
    }

    private static async Task<string?> LineAsync(Stream stream)
    {
        List<byte> line = [];
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }
}
