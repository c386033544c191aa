using System.Globalization;
using System.Text;
using Chimera.Engine.Record;

namespace Chimera.Store.Tests.Faults;

/// <summary>What <see cref="WritingProcess"/> starts; it is run only when it is asked for by name.</summary>
public sealed class WriterInAnotherProcess
{
    [Fact(Explicit = true)]
    public async Task It_appends_and_tells_what_it_knows()
    {
        var folder = Environment.GetEnvironmentVariable(WritingProcess.FolderVariable);
        Assert.SkipWhen(folder is null, "only the tests of faults start this");
        var together = int.Parse(Environment.GetEnvironmentVariable(WritingProcess.TogetherVariable)!, CultureInfo.InvariantCulture);
        using var told = new FileStream(WritingProcess.ToldBy(new StateFolder(folder)), new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, BufferSize = 0 });
        await using var store = Assert.IsType<StateStoreOpening.Opened>(
            await StateStore.OpenAsync(new StateFolder(folder), "tester", TimeProvider.System, default)).Store;
        var next = 0;
        for (; next < 6; next++)
        {
            await AppendAsync(store, next, told);
        }

        await Task.WhenAll(Enumerable.Range(next, together).Select(number => AppendAsync(store, number, told)));
        for (next += together; next < together + 12; next++)
        {
            await AppendAsync(store, next, told);
        }
    }

    private static readonly Lock Telling = new();

    private static async Task AppendAsync(StateStore store, int number, FileStream told)
    {
        string line;
        try
        {
            await store.Journal.AppendAsync(Sandbox.Event(number), default);
            line = $"acknowledged {number}";
        }
        catch (RecordUnavailableException e)
        {
            line = $"unavailable {e.Message}";
        }

        lock (Telling)
        {
            told.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
    }
}
