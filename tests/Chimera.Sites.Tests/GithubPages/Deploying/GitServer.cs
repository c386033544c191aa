using System.Diagnostics;
using System.Text;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.GithubPages.Deploying;

/// <summary>Real git over HTTP (git http-backend), for who has the token; connections are cut as a test says.</summary>
internal sealed class GitServer : IDisposable
{
    public const string Token = "ghp_s3cretS3cret0123456789";

    private readonly GitFolder _folder;
    private readonly RawServer _server;
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();

    public GitServer(GitFolder folder)
    {
        _folder = folder;
        _server = new RawServer(request => Between(request, AnswerAsync));
        Remote = new Uri($"http://127.0.0.1:{_server.Port}/site.git");
    }

    public Uri Remote { get; }

    /// <summary>Stands between who asks and who answers.</summary>
    public Func<RawRequest, Func<RawRequest, Task<RawAnswer?>>, Task<RawAnswer?>> Between { get; set; } = (request, answer) => answer(request);

    public List<string> Requests { get; } = [];

    public Func<int, string, Fault> Faults { get; set; } = (_, _) => Fault.None;

    /// <summary>Called before each request is answered.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>Called when a request is held.</summary>
    public Action Holding { get; set; } = () => { };

    public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose()
    {
        _letGo.TrySetResult();
        _server.Dispose();
    }

    private async Task<RawAnswer?> AnswerAsync(RawRequest request)
    {
        var operation = $"{request.Method} {request.Target["/site.git/".Length..]}";
        Fault fault;
        lock (_gate)
        {
            fault = Faults(Requests.Count, operation);
            Requests.Add(operation);
        }

        Before(operation);
        switch (fault)
        {
            case Fault.CutBefore:
                return null;
            case Fault.CutInMiddle:
                await request.ReadBodyAsync(request.Length / 2);
                return null;
            case Fault.Hold:
                Held.TrySetResult();
                Holding();
                await _letGo.Task;
                return null;
        }

        var body = await request.ReadBodyAsync();
        var authorization = request.Headers.GetValueOrDefault("Authorization");
        if (fault is Fault.SlowDown or Fault.Error500 or Fault.Error503)
        {
            return Plain(fault == Fault.SlowDown ? 429 : fault == Fault.Error500 ? 500 : 503, "busy");
        }

        if (fault == Fault.Echo)
        {
            return Plain(403, $"not with {authorization}");
        }

        if (authorization != $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"x-access-token:{Token}"))}")
        {
            return Plain(401, "no");
        }

        return await BackendAsync(request, body) is var answer && fault == Fault.CutAnswer ? answer with { CutAt = answer.Body.Length / 2 } : answer;
    }

    private async Task<RawAnswer> BackendAsync(RawRequest request, byte[] body)
    {
        var halves = request.Target.Split('?', 2);
        ProcessStartInfo start = new("git", ["http-backend"])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment =
            {
                ["GIT_PROJECT_ROOT"] = _folder.Path, ["GIT_HTTP_EXPORT_ALL"] = "1", ["REMOTE_USER"] = "somebody", ["REMOTE_ADDR"] = "127.0.0.1",
                ["REQUEST_METHOD"] = request.Method, ["PATH_INFO"] = halves[0], ["QUERY_STRING"] = halves.Length > 1 ? halves[1] : "",
                ["CONTENT_TYPE"] = request.Headers.GetValueOrDefault("Content-Type"), ["CONTENT_LENGTH"] = body.Length.ToString(),
                ["HTTP_CONTENT_ENCODING"] = request.Headers.GetValueOrDefault("Content-Encoding"), ["GIT_PROTOCOL"] = request.Headers.GetValueOrDefault("Git-Protocol"),
                ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1",
            },
        };
        using var backend = Process.Start(start)!;
        // It reads all it is sent before it answers, and has little to complain of.
        await backend.StandardInput.BaseStream.WriteAsync(body);
        backend.StandardInput.Close();
        using MemoryStream output = new();
        await backend.StandardOutput.BaseStream.CopyToAsync(output);
        await backend.StandardError.ReadToEndAsync();
        await backend.WaitForExitAsync();
        return Parse(output.ToArray());
    }

    private static RawAnswer Parse(byte[] output)
    {
        var end = output.AsSpan().IndexOf("\r\n\r\n"u8);
        var lines = Encoding.ASCII.GetString(output, 0, end).Split("\r\n").Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new RawAnswer(lines.Remove("Status", out var status) ? int.Parse(status.Split(' ')[0]) : 200, output[(end + 4)..], lines);
    }

    private static RawAnswer Plain(int status, string text) =>
        new(status, Encoding.UTF8.GetBytes(text), new(StringComparer.Ordinal) { ["Content-Type"] = "text/plain", ["WWW-Authenticate"] = "Basic realm=\"git\"" });
}
