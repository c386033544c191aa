using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Sites.Certification;
using Chimera.Sites.Declaration;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Deploying;
using Chimera.Sites.GithubPages.Deploying.Workflow;
using Chimera.Sites.Netlify.Deploying;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Render.Deploying;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing.Faults;
using Chimera.Sites.Tests.Publishing.Rollouts;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Publishing.States;

/// <summary>The states of a site's rollout as they are written in <c>docs/publishing.md</c>, played through the engine.</summary>
public sealed class StateTests
{
    [Fact]
    public async Task What_leads_where_is_as_it_is_written()
    {
        StringBuilder text = new();
        text.Append("| in | what comes | then | outcome | visitors get |\n|---|---|---|---|---|\n");
        foreach (var situation in Situation.All)
        {
            text.Append(null, $"| {situation.State} | {situation.Comes} | {await PlayAsync(situation)} |\n");
        }

        WrittenPage.Holds("publishing.md", "### What leads where", text.ToString());
    }

    [Fact]
    public void What_a_platforms_own_words_stand_for_is_as_it_is_written()
    {
        StringBuilder text = new();
        text.Append("| platform | its word | stands for |\n|---|---|---|\n");
        foreach (var state in NetlifyWire.States)
        {
            var deploy = NetlifyDeploy.Read(new JsonObject { ["id"] = "d1", ["state"] = state })!;
            text.Append(null, $"| Netlify | `{state}` | {(deploy.IsReady ? "staged" : deploy.IsDead ? "failed" : deploy.IsCompared ? "what it lacks is known, and sent" : "under way")} |\n");
        }

        foreach (var status in RenderStatuses)
        {
            var deploy = RenderDeploy.Read(new JsonObject { ["id"] = "dep-1", ["status"] = status })!;
            text.Append(null, $"| Render | `{status}` | {(deploy.IsLive ? "shown" : deploy.WasLive ? "can be shown again" : deploy.IsDead ? "failed; visitors have what they had" : "under way")} |\n");
        }

        foreach (var status in PagesStatuses)
        {
            var build = PagesBuild.Read(new JsonObject { ["commit"] = new string('a', 40), ["status"] = status })!;
            text.Append(null, $"| GitHub Pages | `{status ?? "null"}` | {(build.IsBuilt ? "shown" : build.IsDead ? "failed; visitors have what they had" : "under way")} |\n");
        }

        foreach (var status in WorkflowStatuses)
        {
            var deployment = PagesDeployment.Read(new JsonObject { ["status"] = status }) ?? PagesDeployment.None;
            text.Append(null, $"| GitHub Pages, by a workflow | `{status ?? "null"}` | {(deployment.IsShown ? "shown" : deployment.IsDead ? "failed; visitors have what they had" : deployment.IsLost ? "nobody knows" : "under way")} |\n");
        }

        WrittenPage.Holds("publishing.md", "### What a platform's own words stand for", text.ToString());
    }

    // As its reference has them.
    private static readonly string[] RenderStatuses =
    [
        "created", "queued", "build_in_progress", "update_in_progress", "pre_deploy_in_progress", "live", "deactivated", "build_failed", "update_failed", "pre_deploy_failed", "canceled",
    ];

    private static readonly string?[] PagesStatuses = [null, "queued", "building", "built", "errored"];

    // As its schema and its own actions have them; none while GitHub does not know the deployment yet.
    private static readonly string?[] WorkflowStatuses =
    [
        null, "deployment_in_progress", "syncing_files", "finished_file_sync", "updating_pages", "purging_cdn", "deployment_cancelled", "deployment_failed",
        "deployment_content_failed", "deployment_perms_error", "deployment_attempt_error", "deployment_lost", "succeed",
    ];

    private static async Task<string> PlayAsync(Situation situation)
    {
        StatedDeploys deploys = new() { Live = situation.IsFirst ? null : Situation.Old, Drafts = situation.IsDraftBroken ? new Uri("http://127.0.0.1:1/") : null };
        MemoryNotes notes = new();
        HastyTime time = new();
        using LiveCheck live = new(time);
        var id = SitesDeclaration.IdOf("docs", Platform.Netlify);
        CloudPublisher publisher = new(id, Platform.Netlify, deploys, new TrialMarks(notes), live, address: null, time);
        var release = TestReleases.Of(TestReleases.Pages(1)) with { Generation = Situation.New, Answers = situation.IsDraftBroken ? Answers() : [] };
        StatedRealm realm = new(publisher, deploys, release, new Dossier(situation.IsBroken ? Answers() : [], ImmutableSortedDictionary<string, PublishedDigest>.Empty, null));
        var policy = RolloutPolicy.Default with { Canary = 0, MinHealthyTime = TimeSpan.Zero, HealthyDeadline = TimeSpan.FromMilliseconds(20) };
        DeclaredTarget target = new(id, "docs", [], [], policy, []);
        var from = deploys.Live;
        situation.Arrange(deploys);
        Plan plan = new(PlanIntent.Deploy, "truth", [new Step(target, from, from, Situation.New, Difference.None)]);
        MemoryJournal journal = new();
        RolloutContext context = new(new Realms([realm]), journal, time, "test", new Progress<TargetProgress>());

        var outcome = (await new Rollout(context, new RolloutId("r1"), plan).RunAsync(CancellationToken.None)).Outcomes[id];

        Assert.Contains(situation.State, realm.States);
        Assert.True(outcome is Outcome.Lost || deploys.Live == (outcome.Arrived ? Situation.New : from) || deploys.Live == Situation.Other, $"{situation.Comes}: {outcome}, {deploys.Live}");
        var then = string.Join(", ", realm.States.SkipWhile(state => state != situation.State).Skip(1));
        return $"{(then.Length > 0 ? then : "the end")} | {OutcomeDocument.NameOf(outcome)} | {Name(deploys.Live)}";
    }

    // Nobody answers where they are asked.
    private static ImmutableArray<ForeseenAnswer> Answers() => SiteBundle.Of(
        new SiteSimulator(SiteKnowledge.Platforms, [], TimeSpan.FromMinutes(1), TimeProvider.System), Platform.Netlify,
        SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["index.html"] = "home" }), DeployContext.Production, CancellationToken.None)!.Answers;

    private static string Name(GenerationId? live) =>
        live is null ? "nothing" : live == Situation.Old ? "the old release" : live == Situation.New ? "the new release" : "what somebody else published";
}
