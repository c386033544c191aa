using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Nix.Daemon;

/// <summary>Reads what a daemon says while it works: any number of messages, then that it is done or why it is not.</summary>
/// <param name="tell">Gets the lines meant for a person.</param>
internal sealed class DaemonReplies(NixReader reader, Action<string> tell)
{
    private const int LongestText = 1024 * 1024;
    private const int MostParts = 10_000;

    private const ulong Last = 0x616c7473;
    private const ulong Error = 0x63787470;
    private const ulong Next = 0x6f6c6d67;
    private const ulong StartActivity = 0x53545254;
    private const ulong StopActivity = 0x53544f50;
    private const ulong Result = 0x52534c54;
    private const ulong NumberField = 0;
    private const ulong TextField = 1;

    /// <returns>What it said when it failed; null when it is done.</returns>
    /// <exception cref="InvalidDataException">It said what the protocol does not have.</exception>
    public async Task<string?> ReadAsync(CancellationToken cancel)
    {
        while (true)
        {
            switch (await reader.NumberAsync(cancel))
            {
                case Last:
                    return null;
                case Error:
                    return await ReadErrorAsync(cancel);
                case Next:
                    if (Printable.Line((await reader.TextAsync(LongestText, cancel)).Trim()) is { Length: > 0 } line)
                        tell(line);
                    break;
                case StartActivity:
                    await SkipNumbersAsync(3, cancel);
                    await reader.TextAsync(LongestText, cancel);
                    await SkipFieldsAsync(cancel);
                    await reader.NumberAsync(cancel);
                    break;
                case StopActivity:
                    await reader.NumberAsync(cancel);
                    break;
                case Result:
                    await SkipNumbersAsync(2, cancel);
                    await SkipFieldsAsync(cancel);
                    break;
                default:
                    throw new InvalidDataException("the daemon says what is not in its protocol");
            }
        }
    }

    // Its kind, its level, its name, itself, where; then the same of what led to it.
    private async Task<string> ReadErrorAsync(CancellationToken cancel)
    {
        await reader.TextAsync(LongestText, cancel);
        await reader.NumberAsync(cancel);
        await reader.TextAsync(LongestText, cancel);
        var said = await reader.TextAsync(LongestText, cancel);
        await reader.NumberAsync(cancel);
        for (var left = await reader.CountAsync(MostParts, cancel); left > 0; left--)
        {
            await reader.NumberAsync(cancel);
            await reader.TextAsync(LongestText, cancel);
        }

        return said;
    }

    private async Task SkipFieldsAsync(CancellationToken cancel)
    {
        for (var left = await reader.CountAsync(MostParts, cancel); left > 0; left--)
        {
            switch (await reader.NumberAsync(cancel))
            {
                case NumberField:
                    await reader.NumberAsync(cancel);
                    break;
                case TextField:
                    await reader.TextAsync(LongestText, cancel);
                    break;
                default:
                    throw new InvalidDataException("the daemon has a field of no kind");
            }
        }
    }

    private async Task SkipNumbersAsync(int count, CancellationToken cancel)
    {
        for (; count > 0; count--)
            await reader.NumberAsync(cancel);
    }
}
