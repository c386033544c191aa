using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Declaration;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Publishing;

/// <summary>Makes releases of sites' folders, and keeps what will be asked of them later. Nothing passes that was not certified.</summary>
internal sealed class Releases(SiteBundles bundles, IApprovals approvals, INotes notes, Dossiers dossiers)
{
    /// <summary>The release that the step leads to.</summary>
    /// <returns>No release and no objection for one whose files are no longer at hand, and that was released before.</returns>
    public async Task<(Release? Release, Reply.Refused? Objection)> FindAsync(Step step, SiteSpec spec, CancellationToken cancel)
    {
        var bundle = await Task.Run(() => bundles.Read(spec.Platform, spec.Folder, spec.Context, cancel).Bundle, cancel);
        if (bundle is null || bundle.Generation != step.To)
        {
            return dossiers.Read(step.To) is null
                ? (null, Refused(step, Changed(step, spec)))
                : (null, await ObjectionAsync(step, spec, [], cancel));
        }

        if (await ObjectionAsync(step, spec, bundle.Subjects, cancel) is { } objection)
        {
            return (null, objection);
        }

        var commit = spec.Platform == Platform.Render ? await WorkingTree.CleanCommitAsync(spec.Folder, cancel) : null;
        var release = Release.Of(step.To, bundle) with
        {
            IsNew = !dossiers.Has(step.To) && step.From is { } from && dossiers.Has(from),
            Answers = bundle.Answers,
        };
        dossiers.Write(step.To, new Dossier(
            bundle.Answers, release.Files.ToImmutableSortedDictionary(file => file.Address, file => new PublishedDigest(file.Digests.Sha256, file.Bytes), StringComparer.Ordinal), commit));
        if (commit is not null)
        {
            DossierCommits.Note(notes, commit, step.To);
        }

        return (release, null);
    }

    public static Finding Changed(Step step, SiteSpec spec) => Finding.Error(
        "sites.changed", $"the files of {spec.Site} are not those that were planned any more", "plan anew", target: step.Id);

    /// <summary>What speaks against showing what is in the folder now, or what was released before.</summary>
    public async Task<Finding?> ObjectionAsync(Step step, SiteSpec spec, CancellationToken cancel)
    {
        var bundle = await Task.Run(() => bundles.Read(spec.Platform, spec.Folder, spec.Context, cancel).Bundle, cancel);
        var found = bundle is not null && bundle.Generation == step.To ? bundle.Subjects : [];
        return await approvals.ObjectionAsync(spec.Site, spec.Platform, step.To, found, cancel);
    }

    private async Task<Reply.Refused?> ObjectionAsync(Step step, SiteSpec spec, ImmutableArray<Subject> found, CancellationToken cancel) =>
        await approvals.ObjectionAsync(spec.Site, spec.Platform, step.To, found, cancel) is { } objection ? Refused(step, objection) : null;

    private static Reply.Refused Refused(Step step, Finding why) => new(why with { Target = step.Id });
}
