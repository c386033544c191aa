namespace Chimera.Fleet.Nix.Daemon;

/// <summary>Nix's archives (NAR), of which only the end is of interest: nothing tells how long one is.</summary>
internal static class Archive
{
    private const int LongestWord = 16;

    /// <exception cref="InvalidDataException">It is no archive.</exception>
    public static async Task SkipAsync(NixReader reader, CancellationToken cancel)
    {
        await ExpectAsync(reader, "nix-archive-1", cancel);
        var folders = 0;
        do
        {
            // A folder is entered, everything else passed over; then its entries come, and the end of each folder that ends there.
            var isFolder = await SkipNodeAsync(reader, cancel);
            folders += isFolder ? 1 : 0;
            if (!isFolder && folders > 0)
                await ExpectAsync(reader, ")", cancel);
            while (folders > 0 && !await BeginsEntryAsync(reader, cancel))
            {
                if (--folders > 0)
                    await ExpectAsync(reader, ")", cancel);
            }
        }
        while (folders > 0);
    }

    /// <returns>Whether it is a folder, whose entries come next.</returns>
    private static async Task<bool> SkipNodeAsync(NixReader reader, CancellationToken cancel)
    {
        await ExpectAsync(reader, "(", cancel);
        await ExpectAsync(reader, "type", cancel);
        switch (await reader.TextAsync(LongestWord, cancel))
        {
            case "directory":
                return true;
            case "symlink":
                await ExpectAsync(reader, "target", cancel);
                await reader.SkipTextAsync(cancel);
                await ExpectAsync(reader, ")", cancel);
                return false;
            case "regular":
                await SkipFileAsync(reader, cancel);
                return false;
            default:
                throw new InvalidDataException("an archive has something else than files, folders and links");
        }
    }

    private static async Task SkipFileAsync(NixReader reader, CancellationToken cancel)
    {
        while (true)
        {
            switch (await reader.TextAsync(LongestWord, cancel))
            {
                case "executable" or "contents":
                    await reader.SkipTextAsync(cancel);
                    break;
                case ")":
                    return;
                default:
                    throw new InvalidDataException("an archive has something in a file");
            }
        }
    }

    private static async Task<bool> BeginsEntryAsync(NixReader reader, CancellationToken cancel)
    {
        switch (await reader.TextAsync(LongestWord, cancel))
        {
            case ")":
                return false;
            case "entry":
                await ExpectAsync(reader, "(", cancel);
                await ExpectAsync(reader, "name", cancel);
                await reader.SkipTextAsync(cancel);
                await ExpectAsync(reader, "node", cancel);
                return true;
            default:
                throw new InvalidDataException("an archive has something in a folder");
        }
    }

    private static async Task ExpectAsync(NixReader reader, string word, CancellationToken cancel)
    {
        if (await reader.TextAsync(LongestWord, cancel) != word)
            throw new InvalidDataException($"an archive has no '{word}' where it is due");
    }
}
