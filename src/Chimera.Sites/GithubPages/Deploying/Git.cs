using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>
/// Runs git over a bare repository of Chimera's own. Nothing a person configured for git counts, nobody is asked anything, every run ends,
/// and the token is in the environment of git alone: as a header for one server.
/// </summary>
/// <param name="folder">The repository; made when it is not there.</param>
/// <param name="token">Null where none is sent.</param>
internal sealed class Git(string folder, Uri remote, Secret? token, TimeProvider time)
{
    private const int MostOutput = 64 << 20;
    private const int MostSaid = 64 << 10;

    // What git and what it starts need to find programs, certificates, proxies and the keys of ssh.
    private static readonly string[] Kept =
    [
        "PATH", "TMPDIR", "SSH_AUTH_SOCK", "SSL_CERT_FILE", "SSL_CERT_DIR", "NIX_SSL_CERT_FILE", "GIT_EXEC_PATH",
        "GIT_SSL_CAINFO", "LD_LIBRARY_PATH",
        "http_proxy", "https_proxy", "no_proxy", "all_proxy", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY",
    ];

    private readonly string? _basic = token is null ? null
        : Convert.ToBase64String(Encoding.ASCII.GetBytes($"x-access-token:{token.Reveal()}"));

    /// <summary>Makes the repository, or what lacks of it.</summary>
    public async Task<GitRun> InitialiseAsync(CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new GitRun.Failed(1, "", e.Message);
        }

        return await RunAsync(["init", "--bare", "--quiet", "--template="], TimeSpan.FromSeconds(60), cancel);
    }

    /// <param name="write">Writes what git reads from its standard input.</param>
    public async Task<GitRun> RunAsync(
        IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancel, Func<Stream, CancellationToken, Task>? write = null)
    {
        using CancellationTokenSource late = new(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        using Process process = new() { StartInfo = Start(arguments) };
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return new GitRun.Missing(e.Message);
        }

        try
        {
            var output = ReadAsync(process.StandardOutput.BaseStream, MostOutput, either.Token);
            var said = ReadAsync(process.StandardError.BaseStream, MostSaid, either.Token);
            await WriteAsync(process, write, either.Token);
            var (printed, complaints) = (await output, await said);
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? new GitRun.Done(printed)
                : new GitRun.Failed(process.ExitCode, Hidden(printed), Hidden(complaints));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new GitRun.Late(limit);
        }
        finally
        {
            End(process);
        }
    }

    // In neither form.
    private string Hidden(string text) => token is null ? text : token.Hide(text).Replace(_basic!, "(token)", StringComparison.Ordinal);

    private ProcessStartInfo Start(IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("git", arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        var inherited = Kept.Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
            .Where(pair => pair.Value is not null).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in inherited)
        {
            start.Environment[name] = value;
        }

        start.Environment["GIT_DIR"] = folder;
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_ASKPASS"] = "false";
        start.Environment["SSH_ASKPASS"] = "false";
        start.Environment["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes -o ConnectTimeout=15";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_ALLOW_PROTOCOL"] = remote.Scheme;
        var settings = Settings().ToList();
        start.Environment["GIT_CONFIG_COUNT"] = settings.Count.ToString(CultureInfo.InvariantCulture);
        for (var index = 0; index < settings.Count; index++)
        {
            start.Environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{index}")] = settings[index].Key;
            start.Environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{index}")] = settings[index].Value;
        }

        return start;
    }

    private IEnumerable<(string Key, string Value)> Settings()
    {
        yield return ("gc.auto", "0"); // Nothing goes on behind our back.
        yield return ("maintenance.auto", "false");
        yield return ("core.hooksPath", "/dev/null");
        yield return ("credential.helper", "");
        yield return ("fastimport.unpackLimit", "1"); // fast-import finds what it has in packs only.
        yield return ("fetch.unpackLimit", "1");
        yield return ("http.followRedirects", "false"); // The token goes nowhere else.
        yield return ("http.lowSpeedLimit", "1");
        yield return ("http.lowSpeedTime", "60");
        if (_basic is not null)
        {
            yield return ($"http.{remote.GetLeftPart(UriPartial.Authority)}/.extraHeader", $"Authorization: Basic {_basic}");
        }
    }

    private static async Task WriteAsync(Process process, Func<Stream, CancellationToken, Task>? write, CancellationToken cancel)
    {
        try
        {
            await using var input = process.StandardInput.BaseStream;
            if (write is not null)
            {
                await write(input, cancel);
                await input.FlushAsync(cancel);
            }
        }
        catch (IOException)
        {
            // It ended before it had read everything; its code says why.
        }
    }

    private static async Task<string> ReadAsync(Stream stream, int most, CancellationToken cancel)
    {
        using MemoryStream read = new();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancel) is > 0 and var length)
        {
            // The rest is read, so that git is not stopped by it, and dropped.
            await read.WriteAsync(buffer.AsMemory(0, (int)Math.Min(length, most - read.Length)), cancel);
        }

        return Encoding.UTF8.GetString(read.GetBuffer(), 0, (int)read.Length);
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }
}
