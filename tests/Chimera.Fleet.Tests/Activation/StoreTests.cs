using System.IO.Compression;
using System.Text;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>The host's half of transfer, on a real Nix store in a folder.</summary>
public sealed class StoreTests : IAsyncDisposable
{
    private readonly LocalHost _host = new("dash setsid", "nix-store", "flock");

    public StoreTests()
    {
        foreach (var (name, folder) in new[] { ("STORE", "store"), ("STATE", "var/nix"), ("LOG", "log"), ("CONF", "conf") })
        {
            _host.Environment[$"NIX_{name}_DIR"] = _host.In($"nix/{folder}");
        }

        _host.Environment["HOME"] = _host.Root;
        _host.Environment["_NIX_TEST_NO_SANDBOX"] = "1";
    }

    public ValueTask DisposeAsync()
    {
        foreach (var entry in Directory.Exists(_host.In("nix/store")) ? Directory.GetFileSystemEntries(_host.In("nix/store")) : [])
        {
            File.SetUnixFileMode(entry, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return _host.DisposeAsync();
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    public async Task What_is_missing_arrives_as_one_stream(string compression)
    {
        var (one, two) = (await AddAsync("one"), await AddAsync("two"));
        var export = await ExportAsync(one, two);
        await NixAsync("--delete", two);

        Assert.Equal($"{two}\n", await DoneAsync("missing", $"{one}\n{two}\n"));
        await DoneAsync("import", Packed(export, compression), compression, _host.Profile, "r1", two);

        Assert.Equal("", await DoneAsync("missing", $"{one}\n{two}\n"));
        Assert.Equal("two", await File.ReadAllTextAsync(two));
    }

    [Fact]
    public async Task What_arrived_before_a_cut_need_not_be_sent_again()
    {
        var (one, two) = (await AddAsync("one"), await AddAsync("two"));
        var export = await ExportAsync(one, two);
        await NixAsync("--delete", one, two);

        var cut = await CallAsync("import", export[..^20], "plain", _host.Profile, "r1", two);

        // Which of the two travels first is for Nix to choose.
        Assert.NotEqual(0, cut.ExitCode);
        Assert.Contains(await DoneAsync("missing", $"{one}\n{two}\n"), new[] { $"{one}\n", $"{two}\n" });
    }

    [Fact]
    public async Task Thousands_of_paths_are_asked_about_in_one_call()
    {
        var known = await AddAsync("known");
        var unknown = Enumerable.Range(0, 2500).Select(n => $"{_host.In("nix/store")}/{n.ToString().PadLeft(32, '0')}-x").ToList();

        var missing = await DoneAsync("missing", string.Join('\n', unknown.Append(known)) + "\n");

        Assert.Equal(unknown.Order(), missing.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact]
    public async Task A_path_that_is_no_path_is_turned_down()
    {
        Assert.Equal(64, (await CallAsync("missing", Encoding.UTF8.GetBytes("--delete\n"))).ExitCode);
        Assert.Equal("", await DoneAsync("missing", ""));
    }

    [Fact]
    public async Task Room_is_told_in_bytes()
    {
        Directory.CreateDirectory(_host.In("nix/store"));

        var words = (await DoneAsync("space", "")).Trim().Split(' ');

        Assert.Equal("free", words[0]);
        Assert.True(long.Parse(words[1]) % 1024 == 0);
    }

    [Fact]
    public async Task A_changed_path_is_found_damaged()
    {
        var path = await AddAsync("whole");
        var hash = await NixAsync("--query", "--hash", path);
        Assert.Equal($"state intact\nhash {hash}", await DoneAsync("verify", "", path));

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(path, "changed");

        Assert.Equal($"state damaged\nhash {hash}", await DoneAsync("verify", "", path));
        Assert.Equal("state absent\n", await DoneAsync("verify", "", _host.In("nix/store/00000000000000000000000000000000-x")));
    }

    private async Task<string> AddAsync(string text)
    {
        await File.WriteAllTextAsync(_host.In(text), text);
        return (await NixAsync("--add", _host.In(text))).Trim();
    }

    private async Task<byte[]> ExportAsync(params string[] paths)
    {
        System.Diagnostics.ProcessStartInfo start = new(_host.In("bin/nix-store"), ["--export", .. paths]) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in _host.Environment)
        {
            start.Environment[name] = value;
        }

        using var process = System.Diagnostics.Process.Start(start)!;
        using MemoryStream bytes = new();
        await process.StandardOutput.BaseStream.CopyToAsync(bytes);
        await process.WaitForExitAsync();
        return bytes.ToArray();
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

    private async Task<string> NixAsync(params string[] words)
    {
        var result = await Commands.RunAsync(_host.In("bin/nix-store"), words, _host.Environment);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    private Task<string> DoneAsync(string operation, string input, params string[] words) =>
        DoneAsync(operation, Encoding.UTF8.GetBytes(input), words);

    private async Task<string> DoneAsync(string operation, byte[] input, params string[] words)
    {
        var result = await CallAsync(operation, input, words);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    private async Task<HostReply.Finished> CallAsync(string operation, byte[] input, params string[] words)
    {
        using MemoryStream stream = new(input);
        var reply = await _host.CallAsync(
            new HostCall(operation, [.. words], TimeSpan.FromMinutes(1), stream, input.Length), CancellationToken.None);
        return Assert.IsType<HostReply.Finished>(reply);
    }
}
