using Chimera.Store.Files;

namespace Chimera.Store;

/// <summary>
/// Something that one process at a time does with a state folder, for as long as it does it, while others write to the record: it ends with the process however that ends.
/// </summary>
public sealed class StateLease : IDisposable
{
    private readonly WriterLock _lock;

    private StateLease(WriterLock taken) => _lock = taken;

    /// <param name="name">What is done; a part of a file name.</param>
    /// <param name="actor">In whose name.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be used.</exception>
    /// <returns>Null when somebody else does it.</returns>
    public static StateLease? TryTake(StateFolder folder, string name, string actor, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(folder);
        folder.Create();
        return WriterLock.TryTake(folder.LeaseOf(name), actor, now) is { } taken ? new StateLease(taken) : null;
    }

    /// <summary>Who does it, in one line.</summary>
    public static string Holder(StateFolder folder, string name)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return WriterLock.Holder(folder.LeaseOf(name));
    }

    public void Dispose() => _lock.Dispose();
}
