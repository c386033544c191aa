using Chimera.Engine.Record;
using Chimera.Store;

namespace Chimera.Cli.Tests;

/// <summary>A past that a test gives a record.</summary>
internal static class Recorded
{
    /// <param name="folder">Of a state that a command has made.</param>
    public static async Task TellAsync(string folder, params IEnumerable<DomainEvent> events)
    {
        var opened = Assert.IsType<StateStoreOpening.Opened>(await StateStore.OpenAsync(new StateFolder(folder), "tester", TimeProvider.System, CancellationToken.None));
        await using var store = opened.Store;
        foreach (var told in events)
        {
            await store.Journal.AppendAsync(told, CancellationToken.None);
        }
    }
}
