using System.IO.Compression;
using System.Text;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>The host's half of transfer, on a real Nix store in a folder.</summary>
public sealed class StoreTests : IAsyncDisposable
{
    private readonly LocalStore _store = new("flock");

    private LocalHost Host => _store.Host;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    public async Task What_is_missing_arrives_as_one_stream(string compression)
    {
        var (one, two) = (await _store.AddAsync("one"), await _store.AddAsync("two"));
        var export = await _store.ExportAsync(one, two);
        await _store.NixAsync("--delete", two);

        Assert.Equal($"{two}\n", await _store.DoneAsync("missing", $"{one}\n{two}\n"));
        await _store.DoneAsync("import", Packed(export, compression), compression, Host.Profile, "r1", two);

        Assert.Equal("", await _store.DoneAsync("missing", $"{one}\n{two}\n"));
        Assert.Equal("two", await File.ReadAllTextAsync(two));
    }

    [Fact]
    public async Task What_arrived_before_a_cut_need_not_be_sent_again()
    {
        var (one, two) = (await _store.AddAsync("one"), await _store.AddAsync("two"));
        var export = await _store.ExportAsync(one, two);
        await _store.NixAsync("--delete", one, two);

        var cut = await _store.CallAsync("import", export[..^20], "plain", Host.Profile, "r1", two);

        // Which of the two travels first is for Nix to choose.
        Assert.NotEqual(0, cut.ExitCode);
        Assert.Contains(await _store.DoneAsync("missing", $"{one}\n{two}\n"), new[] { $"{one}\n", $"{two}\n" });
    }

    [Fact]
    public async Task Thousands_of_paths_are_asked_about_in_one_call()
    {
        var known = await _store.AddAsync("known");
        var unknown = Enumerable.Range(0, 2500).Select(n => $"{Host.In("nix/store")}/{n.ToString().PadLeft(32, '0')}-x").ToList();

        var missing = await _store.DoneAsync("missing", string.Join('\n', unknown.Append(known)) + "\n");

        Assert.Equal(unknown.Order(), missing.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact]
    public async Task A_path_that_is_no_path_is_turned_down()
    {
        Assert.Equal(64, (await _store.CallAsync("missing", Encoding.UTF8.GetBytes("--delete\n"))).ExitCode);
        Assert.Equal("", await _store.DoneAsync("missing", ""));
    }

    [Fact]
    public async Task Room_is_told_in_bytes()
    {
        Directory.CreateDirectory(Host.In("nix/store"));

        var words = (await _store.DoneAsync("space", "")).Trim().Split(' ');

        Assert.Equal("free", words[0]);
        Assert.True(long.Parse(words[1]) % 1024 == 0);
    }

    [Fact]
    public async Task A_changed_path_is_found_damaged()
    {
        var path = await _store.AddAsync("whole");
        var hash = await _store.NixAsync("--query", "--hash", path);
        Assert.Equal($"state intact\nhash {hash}", await _store.DoneAsync("verify", "", path));

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(path, "changed");

        Assert.Equal($"state damaged\nhash {hash}", await _store.DoneAsync("verify", "", path));
        Assert.Equal("state absent\n", await _store.DoneAsync("verify", "", Host.In("nix/store/00000000000000000000000000000000-x")));
    }

    private static byte[] Packed(byte[] bytes, string compression)
    {
        if (compression == "plain")
            return bytes;
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
