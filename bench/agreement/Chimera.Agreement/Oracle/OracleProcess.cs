using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Chimera.Agreement.Oracle;

/// <summary>One node process with Netlify's packages in it: a line in, a line out, in the same order.</summary>
internal sealed class OracleProcess(string installed, string script = "answer.mjs") : IDisposable
{
    private readonly string _folder = Path.GetFullPath(installed);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StringBuilder _lastWords = new();
    private Process? _process;
    private Channel<string> _lines = Channel.CreateUnbounded<string>();

    /// <summary>What it last said on its error channel, for a message.</summary>
    public string LastWords
    {
        get
        {
            lock (_lastWords)
            {
                return _lastWords.ToString().Trim();
            }
        }
    }

    public int ProcessId => _process?.Id ?? 0;

    public void Send(string line)
    {
        _process ??= Start();
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has died; whoever waits for the answer finds out and says so.
        }
    }

    /// <returns>Null when it died, or has not answered in time.</returns>
    public string? Receive(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        try
        {
            return _lines.Reader.WaitToReadAsync(patience.Token).AsTask().GetAwaiter().GetResult() && _lines.Reader.TryRead(out var line)
                ? line : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void Restart()
    {
        Dispose();
        _lines = Channel.CreateUnbounded<string>();
    }

    public void Dispose()
    {
        if (_process is not { } process)
        {
            return;
        }

        _process = null;
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It was gone already.
        }

        process.Dispose();
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = _folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
                UseShellExecute = false,
            StandardInputEncoding = Utf8, StandardOutputEncoding = Utf8, StandardErrorEncoding = Utf8,
        };
        start.ArgumentList.Add("--max-old-space-size=4096");
        start.ArgumentList.Add(Path.Combine(_folder, script));
        foreach (var name in (string[])["CONTEXT", "BRANCH", "NETLIFY_AUTH_TOKEN", "NETLIFY_SITE_ID", "NODE_OPTIONS"])
        {
            start.Environment.Remove(name);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("node could not be started");
        process.ErrorDataReceived += (_, said) =>
        {
            lock (_lastWords)
            {
                if (_lastWords.Length > 4_000)
                {
                    _lastWords.Remove(0, 2_000);
                }

                _lastWords.AppendLine(said.Data);
            }
        };
        process.BeginErrorReadLine();
        var lines = _lines.Writer;
        new Thread(() => Pump(process, lines)) { IsBackground = true, Name = "oracle" }.Start();
        return process;
    }

    private static void Pump(Process process, ChannelWriter<string> lines)
    {
        try
        {
            while (process.StandardOutput.ReadLine() is { } line)
            {
                lines.TryWrite(line);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It was ended while it spoke.
        }

        lines.TryComplete();
    }
}
