using System.Text;

namespace Chimera.Fleet.Hosts;

/// <summary>
/// The controller's end of the protocol of <c>docs/host-protocol.md</c>, over any three streams. Not for concurrent use;
/// after anything but <see cref="Exchange.Replied"/> the streams are in an unknown state and must be given up.
/// </summary>
internal sealed class LoopClient(Stream toHost, Stream output, Stream error, string nonce, int outputLimit)
{
    private const long Version = 1;
    private const long LongestGreeting = 1024 * 1024;
    private static readonly byte[] Complete = "complete\n"u8.ToArray();
    private readonly MarkedReader _output = new(output, nonce);
    private readonly MarkedReader _error = new(error, nonce);
    private readonly LastLines _lastLines = new();
    private long _lastId;

    /// <summary>The last lines on the error stream, whoever wrote them.</summary>
    public string LastLines => _lastLines.ToString();

    /// <summary>Sends the program and waits for the loop to start; what login files print before is skipped.</summary>
    /// <returns>Whether a loop that speaks this protocol is there.</returns>
    public async Task<bool> GreetAsync(ReadOnlyMemory<byte> program, CancellationToken cancel)
    {
        var lines = new LineSink(_lastLines.Add);
        var sending = SendAsync(program, Encoding.ASCII.GetBytes(nonce + "\n"), cancel);
        var errors = _error.ReadAsync(lines, cancel);
        var greeting = await _output.ReadAsync(new Discard(LongestGreeting), cancel);
        if (greeting is Mark.Hello { Version: Version })
            return await sending && await errors is Mark.Hello;
        // The error stream says why, and ends soon after this one did.
        if (greeting is Mark.Gone)
            await errors;
        lines.Flush();
        return false;
    }

    public async Task<Exchange> CallAsync(HostCall call, CancellationToken cancel)
    {
        var id = ++_lastId;
        var header = RequestLine.Encode(id, call);
        var bytes = new BoundedBytes(outputLimit);
        var errors = new LastLines();
        var lines = new LineSink(line =>
        {
            _lastLines.Add(line);
            errors.Add(line);
            call.OnLine?.Invoke(line);
        });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var parts = await Task.WhenAll(
            GuardAsync(ReplyAsync(_output, id, new Discard(), bytes, stop.Token), stop),
            GuardAsync(ReplyAsync(_error, id, new LineSink(_lastLines.Add), lines, stop.Token), stop),
            GuardAsync(RequestAsync(header, call, stop.Token), stop));
        if (Array.Find(parts, Failed) is { } failure)
            return failure;
        if (parts is [Exchange.Replied reply, Exchange.Replied, _])
            return reply with { Output = bytes.ToString(), Error = errors.ToString() };
        throw new OperationCanceledException(cancel);
    }

    /// <summary>What fails first stops the others; a part that was stopped has nothing to say (null).</summary>
    private static async Task<Exchange?> GuardAsync(Task<Exchange?> part, CancellationTokenSource stop)
    {
        try
        {
            var result = await part;
            if (Failed(result))
                await stop.CancelAsync();
            return result;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    private static bool Failed(Exchange? part) => part is not (null or Exchange.Replied);

    private static async Task<Exchange?> ReplyAsync(MarkedReader reader, long id, IByteSink before, IByteSink sink, CancellationToken cancel)
    {
        var mark = await reader.ReadAsync(before, cancel);
        var begun = mark is Mark.Begin begin && begin.Id == id;
        if (begun)
            mark = await reader.ReadAsync(sink, cancel);
        (sink as LineSink)?.Flush();
        return mark switch
        {
            Mark.End end when begun && end.Id == id => new Exchange.Replied(end.ExitCode, "", ""),
            Mark.Gone => new Exchange.Gone(),
            Mark.Overflow => new Exchange.TooLarge(),
            _ => new Exchange.Garbled(),
        };
    }

    private async Task<Exchange?> RequestAsync(byte[] header, HostCall call, CancellationToken cancel)
    {
        if (!await SendAsync(header, default, cancel))
            return new Exchange.Gone();
        var buffer = call.InputLength > 0 ? new byte[(int)Math.Min(call.InputLength, 128 * 1024)] : [];
        for (var left = call.InputLength; left > 0;)
        {
            var read = await call.Input!.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancel);
            if (read == 0)
                return new Exchange.InputShort();
            left -= read;
            if (!await SendAsync(buffer.AsMemory(0, read), left == 0 ? Complete : default, cancel))
                return new Exchange.Gone();
        }

        return null;
    }

    private async Task<bool> SendAsync(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second, CancellationToken cancel)
    {
        try
        {
            await toHost.WriteAsync(first, cancel);
            await toHost.WriteAsync(second, cancel);
            await toHost.FlushAsync(cancel);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
