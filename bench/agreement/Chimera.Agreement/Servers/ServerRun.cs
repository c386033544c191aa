using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Chimera.Agreement.Comparison;
using Chimera.Agreement.Oracle;
using Chimera.Agreement.Sites;
using Chimera.Sites.Certification;
using Chimera.Sites.Declaration;
using Chimera.Sites.Folder;
using Chimera.Sites.Host;
using Chimera.Sites.Platforms;

namespace Chimera.Agreement.Servers;

/// <summary>Holds what is foreseen of a plain host against a real web server with the generated configuration.</summary>
internal sealed partial class ServerRun(Options options, WebServerKind kind, string program)
{
    private const int SitesAtOnce = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly List<ServedSite> _waiting = [];
    private readonly List<string> _inexpressible = [];
    private int _refused;

    /// <summary>Sites that the server cannot be told, each with what of it.</summary>
    public IReadOnlyList<string> Inexpressible => _inexpressible;

    /// <summary>Sites that a plain host would refuse: nothing is foreseen of them.</summary>
    public int Refused => _refused;

    public Tally Compare(CancellationToken cancel)
    {
        var root = Directory.CreateTempSubdirectory("chimera-agreement-").FullName;
        using var log = options.Log is null ? null : new StreamWriter(options.Log);
        var tally = new Tally(Kinds.OfServers, options.Server!, options.Shown, log);
        using var oracle = new OracleProcess(options.Oracle);
        try
        {
            var id = 0;
            foreach (var site in new Run(options).Sites())
            {
                cancel.ThrowIfCancellationRequested();
                var folder = Path.Combine(root, id.ToString("D6", CultureInfo.InvariantCulture));
                Take(new Job(id++, options.MostRequests is { } most ? site with { MostRequests = most } : site, folder, Sent: true), oracle, tally, cancel);
                if (_waiting.Count == SitesAtOnce)
                {
                    AskAll(tally, cancel);
                }
            }

            AskAll(tally, cancel);
        }
        finally
        {
            if (!options.Keep)
            {
                Directory.Delete(root, recursive: true);
            }
        }

        return tally;
    }

    private void Take(Job job, OracleProcess oracle, Tally tally, CancellationToken cancel)
    {
        job.Site.Write(job.Folder);
        Furnishing.Furnish(job.Folder, cancel);
        var site = new HostPlatform().Foresee(SiteFolder.OnDisk(job.Folder), DeployContext.Production, cancel);
        if (site.Responder is not { } responder)
        {
            _refused++;
        }
        else if (HostReleases.Inexpressible(site, kind) is [_, ..] what)
        {
            _inexpressible.Add($"{job.Site.Name}: {string.Join(", ", what.Take(3))}");
        }
        else if (Requests(job, oracle, tally) is { } made)
        {
            // What a certificate foresees is asked besides.
            var foreseen = ForeseenRequests.Of(site).Select(SentRequest.Of);
            _waiting.Add(new ServedSite(job.Site.Name, site, responder, [.. made.Concat(foreseen).DistinctBy(request => request.ToString())]));
        }
    }

    private static ImmutableArray<SentRequest>? Requests(Job job, OracleProcess oracle, Tally tally)
    {
        oracle.Send(job.ToLine());
        if (oracle.Receive(Patience) is not { } line)
        {
            tally.AddUnanswered($"{job.Site.Name}: no requests were made up for it: {oracle.LastWords}");
            oracle.Restart();
            return null;
        }

        using var answer = new OracleAnswer(line);
        if (answer.Failed is { } failed)
        {
            tally.AddUnanswered($"{job.Site.Name}: no requests were made up for it: {failed}");
            return null;
        }

        return [.. answer["sent"].EnumerateArray().Select(SentRequest.Read)];
    }

    private void AskAll(Tally tally, CancellationToken cancel)
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        var sites = _waiting.Select(site => site.Foresight).ToList();
        using (SiteServer server = new(kind, program, sites, listen: null, (_, address) => Encoding.UTF8.GetBytes(AnswerJson.FileMark + address), Told))
        using (Asking asking = new(server))
        {
            for (var index = 0; index < _waiting.Count; index++)
            {
                tally.AddSite();
                foreach (var request in _waiting[index].Requests)
                {
                    Ask(asking, index, request, tally, cancel);
                }
            }
        }

        _waiting.Clear();
    }

    private void Ask(Asking asking, int index, SentRequest request, Tally tally, CancellationToken cancel)
    {
        var site = _waiting[index];
        SentAnswer answer;
        try
        {
            answer = asking.Ask(index, request, cancel);
        }
        catch (Exception e) when (e is HttpRequestException or FormatException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            tally.AddUnanswered($"{site.Name}, {request}: {e.Message}");
            return;
        }

        var foreseen = site.Responder.Respond(request.Asked);
        tally.Add(new Item(
            foreseen.By.ToString(), site.Name, request.ToString(), AnswerJson.Of(request, answer, foreseen, site.Foresight),
            AnswerJson.Of(request, foreseen, site.Foresight)));
    }

    /// <summary>Other servers are not asked: this one says where it would ask.</summary>
    private static string Told(string configuration) => CaddyProxy().Replace(
        NginxProxy().Replace(configuration, $"return {AnswerJson.Elsewhere} ${{to}};"), $"respond `${{to}}{{http.request.uri}}` {AnswerJson.Elsewhere}");

    [GeneratedRegex("proxy_pass (?<to>[^;]*);", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NginxProxy();

    [GeneratedRegex("reverse_proxy `(?<to>[^`]*)` [{][^}]*[}]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CaddyProxy();
}
