using System.Diagnostics;
using System.Text;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>A host with a real Nix store in its folder. Each start of nix-store by an operation is noted.</summary>
internal sealed class LocalStore : IAsyncDisposable
{
    private const string Nix = "/usr/bin/nix-store";

    public LocalStore(params string[] tools)
    {
        Assert.SkipUnless(File.Exists(Nix), "Nix is not installed");
        Host = new LocalHost("dash setsid", tools);
        foreach (var (name, folder) in new[] { ("STORE", "store"), ("STATE", "var/nix"), ("LOG", "log"), ("CONF", "conf") })
            Host.Environment[$"NIX_{name}_DIR"] = Host.In($"nix/{folder}");
        Host.Environment["HOME"] = Host.Root;
        Host.Environment["_NIX_TEST_NO_SANDBOX"] = "1";
        File.WriteAllText(Host.In("bin/nix-store"), $"""
            #!{Host.In("bin/sh")}
            echo "$*" >>'{Host.In("starts")}'
            exec {Nix} "$@"
            """);
        File.SetUnixFileMode(Host.In("bin/nix-store"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public LocalHost Host { get; }

    /// <summary>The arguments of each nix-store that operations have started.</summary>
    public string[] Starts => File.Exists(Host.In("starts")) ? File.ReadAllLines(Host.In("starts")) : [];

    public async Task<string> AddAsync(string text)
    {
        await File.WriteAllTextAsync(Host.In(text), text);
        return (await NixAsync("--add", Host.In(text))).Trim();
    }

    /// <summary>Two paths, of which the second refers to the first.</summary>
    public async Task<(string Part, string Whole)> AddTwoAsync(string name)
    {
        var added = await Commands.RunAsync(
            "nix-instantiate", ["--eval", "--read-write-mode", "--expr", $"builtins.toFile \"{name}\" \"${{builtins.toFile \"part\" \"part of {name}\"}}\""], Host.Environment);
        Assert.True(added.ExitCode == 0, added.Error);
        var whole = added.Output.Trim().Trim('"');
        return (await File.ReadAllTextAsync(whole), whole);
    }

    public async Task<byte[]> ExportAsync(params string[] paths)
    {
        using var process = Start(["--export", .. paths]);
        using MemoryStream bytes = new();
        await process.StandardOutput.BaseStream.CopyToAsync(bytes);
        await process.WaitForExitAsync();
        return bytes.ToArray();
    }

    /// <summary>A program of Nix that is waited for by whoever starts it.</summary>
    public Process Start(IEnumerable<string> words, string? gate = null)
    {
        ProcessStartInfo start = new(Nix, words) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in Host.Environment)
            start.Environment[name] = value;
        if (gate is not null)
            start.Environment["_NIX_TEST_GC_SYNC"] = gate;
        return Process.Start(start)!;
    }

    public async Task<string> NixAsync(params string[] words)
    {
        var result = await Commands.RunAsync(Nix, words, Host.Environment);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    /// <summary>Whether the store knows the paths and their content is there.</summary>
    public Task AssertWholeAsync(params string[] paths) => NixAsync(["--verify-path", .. paths]);

    public Task<string> DoneAsync(string operation, string input, params string[] words) =>
        DoneAsync(operation, Encoding.UTF8.GetBytes(input), words);

    public async Task<string> DoneAsync(string operation, byte[] input, params string[] words)
    {
        var result = await CallAsync(operation, input, words);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    public async Task<HostReply.Finished> CallAsync(string operation, byte[] input, params string[] words)
    {
        using MemoryStream stream = new(input);
        var reply = await Host.CallAsync(
            new HostCall(operation, [.. words], TimeSpan.FromMinutes(1), stream, input.Length), CancellationToken.None);
        return Assert.IsType<HostReply.Finished>(reply);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var entry in Directory.Exists(Host.In("nix/store")) ? Directory.GetFileSystemEntries(Host.In("nix/store")) : [])
            File.SetUnixFileMode(entry, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Host.DisposeAsync();
    }
}
