using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Truth;

/// <summary>Lets every realm read its section, and makes one declared truth of it.</summary>
public static class TruthReader
{
    /// <param name="folder">The folder of the truth file: relative paths start there.</param>
    /// <param name="findings">Gets every error and warning of all sections.</param>
    /// <returns>The truth; null when <paramref name="findings"/> has errors, whether from here or from before.</returns>
    public static async Task<DeclaredTruth?> ReadAsync(
        TruthFile file,
        string folder,
        ResolvedSettings settings,
        IReadOnlyCollection<IDeclare> realms,
        Findings findings,
        CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(realms);
        ArgumentNullException.ThrowIfNull(findings);
        var policy = RolloutSettings.PolicyOf(settings);
        RolloutOverrides.Check(policy, "rollout", file.Place, findings);
        var targets = new List<DeclaredTarget>();
        foreach (var section in file.Sections)
        {
            if (realms.FirstOrDefault(realm => realm.Name == section.Name) is { } realm)
                targets.AddRange(await realm.DeclareAsync(section.Value, folder, policy, findings, cancel));
        }

        if (findings.HasErrors)
            return null;

        if (targets.Count == 0)
            findings.Add(Finding.Warning("truth.nothing-declared", "the file declares no target", $"declare something under {Wording.Either([.. realms.Select(realm => realm.Name)])}", file.Place));

        return TruthOf(targets);
    }

    /// <summary>The truth that consists of these targets, with its digest. The order they come in does not matter.</summary>
    public static DeclaredTruth TruthOf(IEnumerable<DeclaredTarget> targets)
    {
        DeclaredTarget[] sorted = [.. targets.OrderBy(target => target.Id)];
        var document = new JsonArray([.. sorted.Select(target => PlanDocument.Write(target))]);
        return new DeclaredTruth(CanonicalJson.DigestOf(document), [.. sorted]);
    }
}
