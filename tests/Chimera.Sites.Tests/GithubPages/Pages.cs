using System.Collections.Immutable;
using System.Text;
using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Tests.GithubPages;

/// <summary>Small sites, and what GitHub Pages would make of them.</summary>
internal static class Pages
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static SiteFolder Folder(params (string Path, string Text)[] files) =>
        SiteFolder.Of(files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal));

    public static Foresight Foresee(params (string Path, string Text)[] files) => Foresee(Folder(files));

    public static Foresight Foresee(SiteFolder folder) => new GithubPagesPlatform().Foresee(folder, DeployContext.Production, Cancel);

    /// <summary>What is found on any platform, too.</summary>
    public static Foresight Simulate(params (string Path, string Text)[] files) => Simulate(Folder(files));

    public static Foresight Simulate(SiteFolder folder) =>
        new SiteSimulator(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System)
            .Foresee(Platform.GithubPages, folder, DeployContext.Production, Cancel);

    public static SiteResponse Get(this Foresight foresight, string path) => foresight.Responder!.Respond(SiteRequest.Get(path));

    public static string? Fact(this Foresight foresight, string name) => foresight.Facts.Single(fact => fact.Name == name).Value;

    public static IEnumerable<string> Codes(this Foresight foresight) => foresight.Findings.Select(finding => finding.Kind.Code);

    public static SiteFinding Find(this Foresight foresight, FindingKind kind) =>
        Assert.Single(foresight.Findings, finding => finding.Kind == kind);

    /// <summary>Takes the first repair that any healer has for a finding of this kind, carries it out, and foresees again.</summary>
    public static (SiteFolder Folder, Foresight After) Heal(SiteFolder folder, FindingKind kind)
    {
        var repair = Repair(folder, kind);
        Assert.NotNull(repair);
        foreach (var change in repair.Changes)
        {
            folder = Apply(folder, change);
        }

        return (folder, Simulate(folder));
    }

    public static Repair? Repair(SiteFolder folder, FindingKind kind)
    {
        var foresight = Simulate(folder);
        var finding = foresight.Findings.First(finding => finding.Kind == kind);
        return SiteKnowledge.Healers.Where(healer => healer.Codes.Contains(kind.Code))
            .Select(healer => healer.Propose(finding, folder, foresight)).FirstOrDefault(repair => repair is not null);
    }

    public static string TextOf(this SiteFolder folder, string path) => Encoding.UTF8.GetString(folder.Read(path)!);

    private static SiteFolder Apply(SiteFolder folder, FileChange change) => change switch
    {
        FileChange.Edit(var file, ImmutableArray<TextEdit> edits) =>
            folder.With(file, Encoding.UTF8.GetBytes(TextEdit.Apply(folder.TextOf(file), edits))),
        FileChange.Move(var file, var to) => folder.With(to, folder.Read(file)).With(file, null),
        FileChange.Create(var file, var text) => folder.With(file, Encoding.UTF8.GetBytes(text)),
        _ => throw new InvalidOperationException(),
    };
}
