using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Agreement.Oracle;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Netlify.Serving.Tools;
using Chimera.Sites.Platforms;

namespace Chimera.Agreement.Answers;

/// <summary>Asks Chimera what the oracle is asked, and writes it down in the oracle's form.</summary>
internal static class ChimeraSide
{
    private static readonly JsonNodeOptions Exact = new() { PropertyNameCaseInsensitive = false };
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 8192 };

    public static ChimeraAnswer Answer(Job job, JsonElement requests, CancellationToken cancel)
    {
        var folder = SiteFolder.OnDisk(job.Folder);
        var contexts = Job.Contexts.ToDictionary(
            context => context.Context, context => Guarded(() =>
                Context(folder, new DeployContext(context.Context, context.Branch), cancel), Crashed));
        var site = new Lazy<ChimeraSite>(() =>
            ChimeraSite.Read(folder, new DeployContext(Job.Contexts[0].Context, Job.Contexts[0].Branch), withWritten: true, cancel));
        var answers = new Lazy<Answering>(() => new Answering(site.Value, folder, cancel));
        var asked = requests.EnumerateArray().Select(request => ToolsRequest.Read(JsonNode.Parse(request.GetRawText())!.AsObject()))
            .ToList();
        return new ChimeraAnswer(
            contexts,
            Guarded(() => RedirectJson.WriteAll(site.Value.WrittenRedirects!.Rules, minimal: false), Crash),
            Guarded(() => Errors(site.Value.WrittenRedirects!.Problems), Crash),
            Guarded(() => HeaderJson.WriteAll(site.Value.WrittenHeaders!.Rules, minimal: false), Crash),
            Guarded(() => Errors(site.Value.WrittenHeaders!.Problems), Crash),
            [.. asked.Select(request => Guarded(() => answers.Value.Match(request, raw: false), Crash))],
            [.. asked.Select(request => Guarded(() => answers.Value.Match(request, raw: true), Crash))],
            [.. asked.Select(request => Guarded(() => answers.Value.Respond(request), Crash))]);
    }

    private static ContextAnswer Context(SiteFolder folder, DeployContext context, CancellationToken cancel)
    {
        var json = JsonNode.Parse(NetlifyConfigJson.Write(NetlifyConfig.Resolve(folder, context, cancel), context), Exact,
            Deep)!.AsObject();
        if (json["fatal"] is { } fatal)
        {
            return new ContextAnswer("""{"ok":false}""", Quoted(fatal.GetValue<string>()), "[]");
        }

        var warnings = json["warnings"]!.AsArray().Select(warning => Quoted(warning!.GetValue<string>()));
        foreach (var name in (string[])["context", "branch", "warnings"])
        {
            json.Remove(name);
        }

        return new ContextAnswer(json.ToJsonString(), null, $"[{string.Join(',', warnings)}]");
    }

    private static string Errors(IEnumerable<RuleProblem> problems) =>
        $"[{string.Join(',', problems.Select(problem => problem.PlatformMessage).OfType<string>().Select(Quoted))}]";

    /// <summary>As the oracle's messages are made comparable: without zero-width marks, and trimmed.</summary>
    private static string Quoted(string message) => JsonSerializer.Serialize(message.Replace("\u200b", "", StringComparison.Ordinal)
        .Trim());

    private static ContextAnswer Crashed(Exception e) => new(Crash(e), null, "[]");

    private static string Crash(Exception e) =>
        $$"""{"crash":{{JsonSerializer.Serialize($"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n')[0].Trim()}")}}}""";

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "that Chimera fails is an answer, and a wrong one")]
    private static T Guarded<T>(Func<T> work, Func<Exception, T> otherwise)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return otherwise(e);
        }
    }
}
