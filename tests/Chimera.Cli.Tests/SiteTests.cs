using System.Text.Json.Nodes;

namespace Chimera.Cli.Tests;

/// <summary>Foreseeing and healing a site, as a person does it in its folder.</summary>
public sealed class SiteTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public SiteTests() => _sandbox.Environment["XDG_STATE_HOME"] = Path.Combine(_sandbox.Folder, "state");

    [Fact]
    public async Task A_clean_site_is_told_and_exits_with_0()
    {
        Clean();

        Snapshot.Holds(await Simulate("--platform", "netlify"));
    }

    [Fact]
    public async Task A_site_with_defects_names_each_with_its_place_and_remedy()
    {
        Clean();
        _sandbox.Write("site/dist/_redirects", "/old /new\n/apps apps.html\n/x/ /x 301!\n# a comment\n/de /ger 302 Country=de\n");

        Snapshot.Holds(await Simulate("--platform", "netlify"));
    }

    [Fact]
    public async Task A_site_that_netlify_would_refuse_is_broken()
    {
        _sandbox.Write("site/netlify.toml", "[build]\npublish = dist\n");

        Snapshot.Holds(await Simulate("--platform", "netlify"));
    }

    [Fact]
    public async Task A_request_is_answered_with_why()
    {
        Clean();
        _sandbox.Write("site/dist/_redirects", "/old id=:id /new/:id 302\n/old /new 301\n/old /newer\n/de /ger 302 Country=de\n/* /index.html 200\n");

        Snapshot.Holds(await Simulate("--platform", "netlify", "--request", "GET /old?id=7&x=1", "--request", "/old", "--request", "/de", "--request", "/docs", "--country", "fr"));
    }

    [Fact]
    public async Task Without_a_platform_the_folder_decides()
    {
        Clean();

        Assert.StartsWith("netlify\n", (await Simulate()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_says_nothing_needs_a_platform()
    {
        _sandbox.Write("site/index.html", "<p>hello</p>");

        Snapshot.Holds(await Simulate());
    }

    [Fact]
    public async Task All_platforms_are_compared()
    {
        Clean();

        var run = await Simulate("--platform", "all");

        Assert.Contains("differences between the platforms", run.Output, StringComparison.Ordinal);
        Assert.Contains("github-pages: would be deployed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_object_per_platform()
    {
        Clean();

        var run = await Simulate("--platform", "netlify", "-o", "json");

        var document = JsonNode.Parse(run.Raw)!;
        Assert.Equal(("netlify", false, "dist"), (
            document["platform"]!.GetValue<string>(), document["broken"]!.GetValue<bool>(),
            document["facts"]!.AsArray().Single(fact => fact!["name"]!.GetValue<string>() == "publish")!["value"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("--platform", "netlfy")]
    [InlineData("--request", "old")]
    [InlineData("--country", "de")]
    [InlineData("--request", "/a", "-H", "Cookie")]
    [InlineData("--seed", "1", "--platform", "netlify")]
    public async Task What_is_mistyped_is_a_usage_error(params string[] arguments)
    {
        var run = await Simulate(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_shows_the_diff_and_writes_nothing()
    {
        var before = Broken();

        Snapshot.Holds(await Heal("--dry-run"));
        Assert.Equal(before, _sandbox.Read("site/dist/_redirects"));
        Assert.False(_sandbox.Has("state"));
    }

    [Fact]
    public async Task What_is_healed_simulates_clean_and_heals_no_further()
    {
        Broken();

        Assert.Equal(0, (await Heal()).ExitCode);
        Assert.Equal("# moved\n/apps  /apps.html   # the apps\n/de /german.html 302 Country=de\n", _sandbox.Read("site/dist/_redirects"));
        Assert.Equal(0, (await Simulate("--platform", "netlify")).ExitCode);
        var again = await Heal();
        Assert.Equal((0, "", "netlify: nothing to heal\n"), (again.ExitCode, again.Output, again.Error));
    }

    [Fact]
    public async Task What_was_healed_is_in_the_record()
    {
        Broken();
        await Heal();

        var record = await Binary.RunAsync(_sandbox, "ledger", "show", "--state-dir", Path.Combine(_sandbox.Folder, "state", "chimera"), "--type", "deploy.heal");

        Assert.Contains("deploy.heal.intent", record.Output, StringComparison.Ordinal);
        Assert.Contains("deploy.heal.complete", record.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_record_can_be_kept_a_site_is_healed_all_the_same()
    {
        Broken();
        _sandbox.Environment["XDG_STATE_HOME"] = "/proc/nowhere";

        var run = await Heal();

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("no record is kept of this: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("/apps.html", _sandbox.Read("site/dist/_redirects"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulation_that_heals_first_ends_clean()
    {
        Broken();

        Assert.Equal(0, (await Simulate("--platform", "netlify", "--auto-heal")).ExitCode);
    }

    [Fact]
    public async Task Healing_can_be_switched_off()
    {
        Broken();
        _sandbox.Environment["CHIMERA_ENABLED"] = "false";

        Assert.Equal(5, (await Heal()).ExitCode);
    }

    [Fact]
    public async Task Sites_are_planned_beside_the_fleet()
    {
        Clean();
        _sandbox.Write("chimera.yaml", "version: 1\nsites:\n  docs: {path: site, platforms: [netlify, host]}\n");

        Snapshot.Holds(await Binary.RunAsync(_sandbox, "plan"));
    }

    [Fact]
    public async Task The_status_of_a_site_says_that_nothing_was_deployed()
    {
        Clean();
        _sandbox.Write("chimera.yaml", "version: 1\nsites:\n  docs: {path: site, platforms: [netlify, host]}\n");

        var run = await Binary.RunAsync(_sandbox, "status");

        Assert.Equal((0, "docs/host     new          nothing known\ndocs/netlify  new          nothing known\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task An_error_in_a_site_stops_the_plan()
    {
        Broken();
        _sandbox.Write("chimera.yaml", "version: 1\nsites:\n  docs: {path: site, platforms: netlify}\n");

        var run = await Binary.RunAsync(_sandbox, "plan");

        Assert.Equal(5, run.ExitCode);
        Assert.Contains("[rule.bad-destination]", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_without_a_way_to_its_platform_is_refused_and_said_so()
    {
        Clean();
        _sandbox.Write("chimera.yaml", "version: 1\nsites:\n  docs: {path: site, platforms: netlify}\n");

        var run = await Binary.RunAsync(_sandbox, "deploy", "--yes");

        Assert.Equal(7, run.ExitCode);
        Assert.Contains("[sites.not-connected]", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_doctor_of_sites_alone_asks_for_no_program_of_hosts()
    {
        Clean();
        _sandbox.Write("chimera.yaml", "version: 1\nsites:\n  docs: {path: site, platforms: netlify}\n");

        var run = await Binary.RunAsync(_sandbox, "doctor");

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("nix", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _sandbox.Dispose();

    private Task<Run> Simulate(params string[] arguments) => Binary.RunAsync(_sandbox, ["simulate", "--path", "site", .. arguments]);

    private Task<Run> Heal(params string[] arguments) => Binary.RunAsync(_sandbox, ["heal", "--path", "site", "--platform", "netlify", .. arguments]);

    private void Clean()
    {
        _sandbox.Write("site/netlify.toml", "[build]\n  publish = \"dist\"\n  command = \"make\"\n\n[[headers]]\n  for = \"/*\"\n  [headers.values]\n    X-Frame-Options = \"DENY\"\n");
        _sandbox.Write("site/dist/index.html", "<!doctype html><title>home</title><p>hello <a href=/docs>docs</a></p>");
        _sandbox.Write("site/dist/docs/index.html", "<!doctype html><title>docs</title>");
        _sandbox.Write("site/dist/404.html", "<!doctype html><title>nothing</title>");
    }

    private string Broken()
    {
        Clean();
        _sandbox.Write("site/dist/apps.html", "<!doctype html><title>apps</title>");
        _sandbox.Write("site/dist/german.html", "<!doctype html><title>de</title>");
        const string Text = "# moved\n/apps  apps.html   # the apps\n/de /german.html Country=de 302\n";
        _sandbox.Write("site/dist/_redirects", Text);
        return Text;
    }
}
