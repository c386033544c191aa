using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chimera.Engine.Record;
using Chimera.Sites;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Cli.Tests;

/// <summary>What each verb tells the record of a site, held against the table of <c>docs/ledger.md</c>. Netlify is a double.</summary>
public sealed partial class SiteEventsTests : IDisposable
{
    private const string ByHand = "0123abcd";

    private static readonly Dictionary<string, string> Verbs = Table();

    private readonly Sandbox _sandbox = new();
    private readonly NetlifyDouble _netlify = new();
    private readonly RespondingServer _visited;
    private readonly RespondingServer _drafts;
    private readonly HashSet<string> _seen = [];
    private readonly Foresight _shown = Foresee("one");
    private readonly Foresight _theirs = Foresee("theirs");
    private Foresight _drafted = Foresee("one");
    private int _told;

    public SiteEventsTests()
    {
        _visited = new RespondingServer(() => _netlify.Published is null ? null : _netlify.Published == ByHand ? _theirs : _shown);
        _drafts = new RespondingServer(() => _drafted);
        _netlify.Store.PermalinkOf = _ => _drafts.Address.AbsoluteUri;
        _sandbox.Environment["DOUBLE_TOKEN"] = NetlifyDouble.Token;
        _sandbox.Environment["XDG_STATE_HOME"] = Path.Combine(_sandbox.Folder, "own");
        _sandbox.Write("site/index.html", Page("one"));
        _sandbox.Write("chimera.yaml", $$"""
            version: 1
            rollout: { min_healthy_time: 100ms, healthy_deadline: 10s }
            sites:
              docs:
                path: site
                platforms: [netlify]
                netlify: { site: {{NetlifyDouble.Site}}, api: "{{_netlify.Api}}", token: { env: DOUBLE_TOKEN }, address: "{{_visited.Address}}" }
            """);
    }

    [Fact]
    public async Task Every_verb_tells_what_the_table_says_of_it()
    {
        // There is no record yet, and a simulation makes none.
        await RunAsync(0, "simulate", "--site", "docs");
        Assert.False(Directory.Exists(Path.Combine(_sandbox.Folder, ".chimera")));

        Assert.Equal(["key.created"], await TellsAsync("key", 0, "key", "new"));
        Assert.Equal(["chimera.simulate.start", "chimera.simulate.complete"], await TellsAsync("simulate", 0, "simulate", "--site", "docs"));
        _sandbox.Write("site/_redirects", "/gone /index.html 307\n");
        Assert.Equal(["deploy.heal.intent", "deploy.heal.complete"], await TellsAsync("heal", 0, "heal", "--site", "docs"));
        File.Delete(Path.Combine(_sandbox.Folder, "site", "_redirects"));
        Assert.Equal(
            ["chimera.certify.start", "deploy.certified", "chimera.certify.complete"], await TellsAsync("certify", 0, "certify", "--site", "docs"));

        string[] deployed = ["plan.approved", "rollout.started", "deploy.initiated", "chimera.deploy.start", "chimera.deploy.complete", "rollout.ended"];
        Assert.Equal(deployed, (await TellsAsync("deploy", 0, "deploy", "--yes")).Intersect(deployed));

        // The next one is right where nobody sees it, and visitors go on getting the old one: it is taken back.
        _sandbox.Write("site/index.html", Page("two"));
        _drafted = Foresee("two");
        string[] failed = ["deploy.certified", "deploy.initiated", "chimera.deploy.start", "step.failed", "chimera.rollback.triggered", "step.reverted", "generation.quarantined"];
        Assert.Equal(failed.Order(), (await TellsAsync("deploy", 7, "deploy", "--certify", "--yes")).Intersect(failed).Order());

        // Somebody else deploys, and the release on record is brought back.
        _netlify.Store.PublishByHand(ByHand);
        _sandbox.Write("site/index.html", Page("one"));
        _drafted = Foresee("one");
        var healing = (await TellsAsync("monitor", 0, "monitor", "--site", "docs", "--once", "--on-drift", "heal-always")).ToList();
        Assert.Subset(healing.ToHashSet(), new HashSet<string> { "site.watch.started", "site.drift.found", "site.heal.intent", "site.heal.complete", "site.watch.ended" });

        // All that were ever promised by name.
        Assert.Subset(_seen, new HashSet<string>
        {
            "deploy.initiated", "deploy.heal.intent", "deploy.heal.complete", "deploy.certified", "chimera.simulate.start", "chimera.simulate.complete",
            "chimera.deploy.start", "chimera.deploy.complete", "chimera.certify.start", "chimera.certify.complete", "chimera.rollback.triggered",
        });
    }

    [Fact]
    public async Task A_folder_without_a_truth_file_is_simulated_untold_and_healed_in_a_record_of_your_own()
    {
        File.Delete(Path.Combine(_sandbox.Folder, "chimera.yaml"));
        await RunAsync(0, "simulate", "--path", "site", "--platform", "netlify");
        Assert.False(Directory.Exists(Path.Combine(_sandbox.Folder, "own")));

        _sandbox.Write("site/_redirects", "/gone /index.html 307\n");
        await RunAsync(0, "heal", "--path", "site", "--platform", "netlify");
        Assert.True(Directory.Exists(Path.Combine(_sandbox.Folder, "own", "chimera", "ledger")));
        Assert.False(Directory.Exists(Path.Combine(_sandbox.Folder, ".chimera")));
    }

    public void Dispose()
    {
        _visited.Dispose();
        _drafts.Dispose();
        _netlify.Dispose();
        _sandbox.Dispose();
    }

    private static string Page(string text) => $"<!doctype html><html lang=\"en\"><title>{text}</title><p>{text}";

    private static Foresight Foresee(string text) => new NetlifyPlatform().Foresee(
        SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["index.html"] = Page(text) }), DeployContext.Production, CancellationToken.None);

    /// <summary>What is new in the record after a verb, each held against what the table says that it tells.</summary>
    private async Task<IEnumerable<string>> TellsAsync(string verb, int exitCode, params string[] arguments)
    {
        await RunAsync(exitCode, arguments);
        var all = (await RunAsync(0, "ledger", "show", "--most", "10000", "-o", "json")).Raw.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!["type"]!.GetValue<string>()).ToList();
        var told = all[_told..];
        _told = all.Count;
        _seen.UnionWith(told);
        Assert.All(told, type => Assert.True(Verbs[type].Contains($"`{verb}`", StringComparison.Ordinal), $"{verb} tells {type}, and docs/ledger.md does not say so"));
        return told;
    }

    private async Task<Run> RunAsync(int exitCode, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        return run;
    }

    private static Dictionary<string, string> Table()
    {
        var rows = Row().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "ledger.md")))
            .ToDictionary(row => row.Groups["type"].Value, row => row.Groups["verbs"].Value, StringComparer.Ordinal);
        Assert.Equal(EventTypes.All.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        return rows;
    }

    [GeneratedRegex(@"^\| `(?<type>[a-z.-]+\.[a-z.-]+)` \| (?<verbs>[^|]+) \| `\w+` \| [^|]+ \|$", RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
