using System.Text.Json.Nodes;
using Chimera.Cli.Terminal;
using Chimera.Engine.Record;

namespace Chimera.Cli.Composition;

/// <summary>Writes every event of the record to stdout as a JSON line, as it becomes durable.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly Subscription _subscription;
    private readonly Task _writing;

    public EventStream(EventBus bus, TextWriter output)
    {
        _subscription = bus.Subscribe();
        _writing = WriteAsync(output);
    }

    public static JsonObject Document(RecordedEvent happened) => new()
    {
        ["index"] = happened.Index,
        ["stream"] = happened.Stream,
        ["sequence"] = happened.Sequence,
        ["at"] = happened.At.UtcDateTime.ToString("O"),
        ["actor"] = happened.Actor,
        ["type"] = happened.Type,
        ["data"] = happened.Data.DeepClone(),
    };

    public async ValueTask DisposeAsync()
    {
        _subscription.Dispose();
        await _writing;
    }

    private async Task WriteAsync(TextWriter output)
    {
        await foreach (var delivery in _subscription.ReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            var line = delivery switch
            {
                Delivery.Happened happened => Document(happened.Event),
                Delivery.Missed missed => new JsonObject { ["type"] = "missed", ["first"] = missed.First, ["last"] = missed.Last },
                _ => throw new InvalidOperationException("no such delivery"),
            };
            await output.WriteLineAsync(line.ToLine()).ConfigureAwait(false);
        }
    }
}
