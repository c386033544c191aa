using System.Text;
using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Render;
using Chimera.Sites.Render.Healing;

namespace Chimera.Sites.Tests.Render;

/// <summary>Small sites for Render, and a healer that tries every repair until none is left.</summary>
internal static class RenderSite
{
    private const int MostRepairs = 500;

    public static SiteFolder Folder(string? yaml, params string[] files)
    {
        var all = files.ToDictionary(file => file, _ => "x");
        if (yaml is not null)
            all["render.yaml"] = yaml;
        return SiteFolder.Of(all);
    }

    public static Foresight Foresee(string? yaml, params string[] files) => Foresee(Folder(yaml, files));

    public static Foresight Foresee(SiteFolder folder) =>
        new RenderPlatform().Foresee(folder, DeployContext.Production, TestContext.Current.CancellationToken);

    /// <summary><c>line:column code</c> of each finding.</summary>
    public static IEnumerable<string> Codes(string yaml, params string[] files) => Foresee(yaml, files).Findings.Select(Code);

    public static string Code(SiteFinding finding) => $"{finding.Place?.Line}:{finding.Place?.Column} {finding.Kind.Code}";

    public static string Heal(string yaml, params string[] files) =>
        Encoding.UTF8.GetString(Heal(Folder(yaml, files)).Read("render.yaml")!);

    public static SiteFolder Heal(SiteFolder folder)
    {
        for (var count = 0; count < MostRepairs; count++)
        {
            var foresight = Foresee(folder);
            var repair = foresight.Findings
                .SelectMany(finding =>
                    RenderHealers.All.Where(healer => healer.Codes.Contains(finding.Kind.Code)).Select(
                        healer => healer.Propose(finding, folder, foresight)))
                .FirstOrDefault(repair => repair is not null);
            if (repair is null)
                return folder;

            folder = repair.Changes.Aggregate(folder, Apply);
        }

        throw new InvalidOperationException("the repairs do not come to an end");
    }

    private static SiteFolder Apply(SiteFolder folder, FileChange change) => change switch
    {
        FileChange.Edit edit =>
            folder.With(edit.File, Encoding.UTF8.GetBytes(TextEdit.Apply(Encoding.UTF8.GetString(folder.Read(edit.File)!), edit.Edits))),
        FileChange.Move move => folder.With(move.To, folder.Read(move.File)).With(move.File, null),
        _ => throw new InvalidOperationException(change.ToString()),
    };
}
