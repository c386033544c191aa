namespace Chimera.Store.Ledger;

/// <summary>Where everything of a ledger is, relative to its folder; <c>docs/ledger.md</c> is the same in words.</summary>
internal sealed record LedgerPaths(string Root)
{
    /// <summary>The checkpoint that was published last, with every tile it needs.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>Every checkpoint ever signed, in order.</summary>
    public const string Checkpoints = "checkpoints";

    /// <summary>What a recovery that is under way has found; gone when it is in the ledger.</summary>
    public const string Recovering = "recovering";

    /// <summary>A file that was being written when the process died; means nothing.</summary>
    public const string DraftSuffix = ".new";

    public static string Bundle(long number) => $"tile/entries/{TilePath.Of(number)}";

    public static string Tile(int level, long number) => $"tile/{level}/{TilePath.Of(number)}";

    /// <summary>The beginning of a tile or bundle that is not full yet: its first <paramref name="width"/> items, 1 to 255.</summary>
    public static string Partial(string tile, int width) => $"{tile}.p/{width}";

    public static string TailEntries(long bundle) => $"tail/{bundle}.entries";

    public static string TailHashes(long bundle) => $"tail/{bundle}.hashes";

    /// <param name="digest"><c>sha256:</c> and 64 hexadecimal digits.</param>
    public static string Blob(string digest) => $"blob/{digest["sha256:".Length..]}";

    /// <summary>All files under a folder of the ledger, in a fixed order, relative to the ledger's own.</summary>
    public IEnumerable<string> Files(string folder) => !Directory.Exists(At(folder)) ? []
        : Directory.EnumerateFiles(At(folder), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal);

    public string At(string relative) => Path.Combine(Root, relative);

    public bool Has(string relative) => File.Exists(At(relative));

    /// <summary>Where the entries of a bundle are now: in the tail until it is full, then in its tile. Null when they are nowhere.</summary>
    public string? FindEntries(long bundle) =>
        Has(Bundle(bundle)) ? Bundle(bundle) : Has(TailEntries(bundle)) ? TailEntries(bundle) : null;

    /// <summary>Where the leaf hashes of a bundle are now.</summary>
    public string? FindHashes(long bundle) =>
        Has(Tile(0, bundle)) ? Tile(0, bundle) : Has(TailHashes(bundle)) ? TailHashes(bundle) : null;

    /// <summary>The file's bytes; none when it is not there.</summary>
    public byte[] Read(string? relative)
    {
        try
        {
            return relative is null ? [] : File.ReadAllBytes(At(relative));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }
}
