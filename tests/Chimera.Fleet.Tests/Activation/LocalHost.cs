using System.Diagnostics;
using System.Text;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>
/// This machine as a host: the operations run as they would behind the loop, in a shell and with the tools that such a host
/// would have, on a root folder of their own. Whatever runs for it carries the folder in its environment and ends with it.
/// </summary>
internal sealed class LocalHost : IHostChannel
{
    /// <summary>A shell, and what a supervisor is detached by: all that hosts differ in.</summary>
    public static TheoryData<string> Kinds => ["dash tmux", "busybox setsid", "dash timeout"];

    private static readonly string[] Coreutils =
        ["sleep", "ln", "mv", "rm", "sync", "mkdir", "mkfifo", "date", "tail", "cat", "ls", "env", "df", "touch", "gzip", "timeout"];

    private readonly string _shell;

    public LocalHost(string kind, params string[] tools)
    {
        var (shell, launcher) = kind.Split(' ') is [var first, var second] ? (first, second) : throw new ArgumentOutOfRangeException(nameof(kind));
        Root = Directory.CreateTempSubdirectory("chimera-host-").FullName;
        Directory.CreateDirectory(In("bin"));
        Directory.CreateDirectory(In("nix/var/nix/profiles"));
        _shell = In("bin/sh");
        File.CreateSymbolicLink(_shell, Find(shell));
        foreach (var tool in Coreutils.Append(launcher).Concat(tools).Distinct())
        {
            File.CreateSymbolicLink(In($"bin/{tool}"), Find(shell == "busybox" && tool != "tmux" && !tools.Contains(tool) ? "busybox" : tool));
        }
    }

    public string Root { get; }

    public string Profile => In("nix/var/nix/profiles/app");

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>The processes that work for the host right now.</summary>
    public IReadOnlyList<HostTask> Tasks => HostTask.Of(Root);

    public string In(string path) => Path.Combine(Root, path);

    /// <summary>Called with the process of each operation when it has started.</summary>
    public Action<Process>? OnStart { get; set; }

    public async Task<HostReply> CallAsync(HostCall call, CancellationToken cancel)
    {
        ProcessStartInfo start = new(_shell)
        {
            UseShellExecute = false,
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8, WorkingDirectory = "/",
        };
        foreach (var word in (string[])["-c", HostProgram.Functions + "set -f\nop_\"$@\"", "chimera", call.Operation, .. call.Arguments])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment.Clear();
        start.Environment["PATH"] = In("bin");
        start.Environment["CHIMERA_HOST_ROOT"] = Root;
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        OnStart?.Invoke(process);
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = ForwardAsync(process.StandardError, call.OnLine);
        await SendAsync(process.StandardInput.BaseStream, call.Input, cancel);
        await process.WaitForExitAsync(cancel);
        return new HostReply.Finished(process.ExitCode, await output, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        await Eventually.Async(() =>
        {
            var left = Tasks;
            foreach (var task in left)
            {
                task.Kill();
            }

            return left.Count == 0;
        });
        Directory.Delete(Root, recursive: true);
    }

    private static async Task<string> ForwardAsync(StreamReader errors, Action<string>? onLine)
    {
        StringBuilder text = new();
        while (await errors.ReadLineAsync() is { } line)
        {
            onLine?.Invoke(line);
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static async Task SendAsync(Stream pipe, Stream? input, CancellationToken cancel)
    {
        try
        {
            await (input?.CopyToAsync(pipe, cancel) ?? Task.CompletedTask);
            await pipe.DisposeAsync();
        }
        catch (IOException)
        {
            // An operation need not read its input to the end.
        }
    }

    private static string Find(string tool) =>
        new[] { "/usr/bin", "/bin", "/usr/sbin" }.Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists)
        ?? throw Xunit.Sdk.SkipException.ForSkip($"needs {tool}");
}
