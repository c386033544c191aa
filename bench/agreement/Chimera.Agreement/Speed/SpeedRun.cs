using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Agreement.Generation;
using Chimera.Agreement.Oracle;
using Chimera.Agreement.Sites;

namespace Chimera.Agreement.Speed;

/// <summary>Everything that <c>bench/sites/run</c> prints, measured in one run on one machine.</summary>
internal sealed class SpeedRun(SpeedOptions options, TextWriter to)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public void Measure(CancellationToken cancel)
    {
        var root = Directory.CreateTempSubdirectory("chimera-speed-").FullName;
        try
        {
            to.WriteLine("| what | netlify | chimera | ratio | aim |");
            to.WriteLine("|---|---|---|---|---|");
            Cold(root);
            Warm(root, cancel);
            foreach (var (rules, aim) in (ReadOnlySpan<(int, string)>)[(10, "-"), (10_000, "10×")])
            {
                Match(root, rules, aim);
            }

            ManyInMemory(root);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private void Cold(string root)
    {
        var site = Path.Combine(root, "cold");
        Typical.Site().Write(site);
        foreach (var (program, what, aim) in (ReadOnlySpan<(string, string, string)>)
            [(options.Chimera, "as it is shipped", "5×"), (options.Checkout, "as a checkout builds it", "-")])
        {
            if (program.Length > 0)
            {
                var (netlify, chimera) = ColdStart.Measure(options.Oracle, program, site, Typical.Request, options.Runs);
                Row($"cold, {what}: one site, one request, a process of its own ({options.Runs} runs by turns)", netlify, chimera, aim);
            }
        }
    }

    private void Warm(string root, CancellationToken cancel)
    {
        var sites = options.Corpus.Length > 0
            ? options.Corpus.SelectMany(folder => Corpus.IsOne(folder) ? Corpus.Read(folder) : FolderOfSites.Read(folder))
            : Enumerable.Range(0, options.Sites * 4).Select(new SiteGenerator(1, Array.Empty<string>().ToLookup(text => text)).Make);
        List<(string Folder, JsonArray Requests)> warm = [];
        using var asking = new OracleProcess(options.Oracle);

        // Sites that cannot be deployed end early on both sides; every n-th of the others is taken, so that all kinds are there.
        var all = sites.ToList();
        var step = Math.Max(1, all.Count / (options.Sites * 2));
        for (var i = 0; i < all.Count && warm.Count < options.Sites; i += step)
        {
            var job = new Job(i, all[i] with { MostRequests = 40 }, Path.Combine(root, $"warm{i}"));
            job.Site.Write(job.Folder);
            using var answer = new OracleAnswer(Ask(asking, job.ToLine()));
            if (answer.Failed is null && answer.Compiled && answer["contexts"].GetProperty("production").GetProperty("ok").GetBoolean())
            {
                warm.Add((job.Folder, JsonNode.Parse(answer["requests"].GetRawText())!.AsArray()));
            }
        }

        var measured = new WarmSites(warm);
        using var oracle = new OracleProcess(options.Oracle, "bench.mjs");
        using var netlify = JsonDocument.Parse(Ask(oracle, measured.ToJob(options.Rounds).ToJsonString()));
        var chimera = measured.Measure(options.Rounds, cancel);
        var asked = netlify.RootElement.GetProperty("requests").GetInt32();
        if (asked != chimera.Asked)
        {
            throw new InvalidOperationException($"netlify was asked {asked} requests, chimera {chimera.Asked}");
        }

        var requests = asked / (double)warm.Count;
        Measured Both(Measured site, Measured request) =>
            new(site.Median + (request.Median * requests), site.Least + (request.Least * requests), site.Most + (request.Most * requests));

        Row($"warm: a site's configuration and rules ({warm.Count} sites)", Theirs(netlify, "config"), chimera.Site, "20×");
        Row($"warm: both, for a site and its {requests:F0} requests", Both(Theirs(netlify, "config"), Theirs(netlify, "serve")),
            Both(chimera.Site, chimera.Request), "20×");
        Row($"warm: the answer to a request ({asked} requests)", Theirs(netlify, "serve"), chimera.Request,
            "20×");
    }

    private void Match(string root, int rules, string aim)
    {
        var file = Path.Combine(root, $"_redirects-{rules}");
        File.WriteAllText(file, ManyRules.Text(rules));
        var requests = ManyRules.Requests(rules);
        using var oracle = new OracleProcess(options.Oracle, "bench.mjs");
        using var netlify = JsonDocument.Parse(Ask(oracle, new JsonObject
        {
            ["op"] = "match", ["redirects"] = file, ["requests"] = new JsonArray([.. requests.Select(url => JsonValue.Create(url))]),
                ["rounds"] = rules < 1_000 ? 2_000 : 30,
        }.ToJsonString()));
        var (perMatch, matched, compiled) = Matching.Measure(file, requests, 15);
        var theirs = netlify.RootElement.GetProperty("matched").GetInt32();
        if (theirs != matched)
        {
            throw new InvalidOperationException(
                $"with {rules} rules netlify matches {theirs} of {requests.Count} requests, chimera {matched}");
        }

        var number = rules.ToString("N0", CultureInfo.InvariantCulture);
        Row($"matching: {number} rules", Theirs(netlify, "perMatch", "spread"), perMatch, aim);
        var compile = netlify.RootElement.GetProperty("compile").GetDouble();
        to.WriteLine(
            $"| compiling {number} rules, once | {Measured.Readable(compile)} | {Measured.Readable(compiled)} | {Ratio(compile, compiled)} | - |");
    }

    private void ManyInMemory(string root)
    {
        var file = Path.Combine(root, "_redirects-many");
        File.WriteAllText(file, ManyRules.Text(100_000));
        var (rules, bytes, peak) = Memory.Measure(file);
        using var oracle = new OracleProcess(options.Oracle, "bench.mjs");
        using var netlify = JsonDocument.Parse(Ask(oracle, new JsonObject { ["op"] = "memory", ["redirects"] = file }.ToJsonString()));
        var theirs = netlify.RootElement.GetProperty("peak").GetDouble();
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| memory: {rules:N0} rules, peak of the process | {theirs / 1e6:F0} MB | {peak / 1e6:F0} MB | {theirs / peak:F1}× | - |"));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| memory: {rules:N0} rules read and compiled, managed | - | {bytes / (double)rules:F0} B a rule | - | - |"));
    }

    private void Row(string what, Measured netlify, Measured chimera, string aim) =>
        to.WriteLine($"| {what} | {netlify} | {chimera} | {Ratio(netlify.Median, chimera.Median)} | {aim} |");

    private static string Ratio(double netlify, double chimera) => (netlify / chimera).ToString("F1", CultureInfo.InvariantCulture) + "×";

    private static Measured Theirs(JsonDocument answer, string name, string? spread = null)
    {
        var both = answer.RootElement.GetProperty(spread ?? name + "Spread");
        return new Measured(answer.RootElement.GetProperty(name).GetDouble(), both[0].GetDouble(), both[1].GetDouble());
    }

    private static string Ask(OracleProcess oracle, string job)
    {
        oracle.Send(job);
        return oracle.Receive(Patience) ?? throw new OracleUnusableException(oracle.LastWords);
    }
}
