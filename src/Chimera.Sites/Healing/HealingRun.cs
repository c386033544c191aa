using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Healing;

/// <summary>
/// Heals one site for one platform: finding by finding, the most trusted healer first (equals in the order of the list), each repair proved
/// by simulating the whole site again.
/// Repairs of one kind are proved together first and one by one only if that fails, so that a thousand bad lines do not cost a thousand simulations.
/// </summary>
public sealed class HealingRun(SiteSimulator simulator, IReadOnlyCollection<IHealer> healers, IHealMemory memory, HealLimits limits)
{
    private readonly List<HealEnd> _ends = [];
    private readonly List<Attempt> _attempts = [];
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string, string?), int> _left = [];
    private int _rounds;

    public HealReport Run(Platform platform, SiteFolder folder, DeployContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var before = simulator.Foresee(platform, folder, context, cancel);
        var state = new State(folder, before);
        while (Next(state.Foresight) is { } finding)
        {
            state = Heal(finding, state, platform, context, cancel);
        }

        return new HealReport(folder, state.Folder, before, state.Foresight, [.. _ends], [.. _attempts], [.. _touched.Order(StringComparer.Ordinal)]);
    }

    private SiteFinding? Next(Foresight foresight)
    {
        var seen = new Dictionary<(string, string, string?), int>();
        foreach (var finding in foresight.Findings.Where(finding => finding.Kind.Severity > Severity.Note))
        {
            var key = Proof.Key(finding);
            if ((seen[key] = seen.GetValueOrDefault(key) + 1) > _left.GetValueOrDefault(key))
            {
                return finding;
            }
        }

        return null;
    }

    private State Heal(SiteFinding finding, State state, Platform platform, DeployContext context, CancellationToken cancel)
    {
        var tried = 0;
        List<string> refusals = [];
        foreach (var healer in healers
            .Where(healer => healer.Codes.Contains(finding.Kind.Code))
            .OrderBy(healer => healer.Kind)
            .ThenByDescending(healer => memory.Trust(healer.Name, finding.Kind.Code)))
        {
            if (tried >= limits.MaxAttempts || _rounds >= limits.MaxRounds)
            {
                refusals.Add(tried >= limits.MaxAttempts ? $"after {tried} attempts" : "the site was simulated often enough");
                break;
            }

            if (healer.Propose(finding, state.Folder, state.Foresight) is not { } repair)
            {
                continue;
            }

            tried++;
            if (Together(healer, finding, state) is { Count: > 1 } several && Try(several, state, platform, context, cancel) is { } all)
            {
                return all;
            }

            if (Try([(finding, repair)], state, platform, context, cancel, refusals) is { } one)
            {
                return one;
            }
        }

        var key = Proof.Key(finding);
        _left[key] = _left.GetValueOrDefault(key) + 1;
        _ends.Add(new HealEnd.Left(finding, refusals.Count > 0 ? string.Join("; ", refusals) : "no repair is known that is certain to be what you mean"));
        return state;
    }

    /// <summary>What the same healer would do about every finding of the same code, as far as the repairs do not touch one another.</summary>
    private static List<(SiteFinding Finding, Repair Repair)> Together(IHealer healer, SiteFinding first, State state)
    {
        List<(SiteFinding, Repair)> several = [];
        var taken = new List<(string File, int Start, int End)>();
        foreach (var finding in state.Foresight.Findings.Where(finding => finding.Kind.Code == first.Kind.Code))
        {
            if (healer.Propose(finding, state.Folder, state.Foresight) is { } repair && repair.Changes.All(change => change is FileChange.Edit))
            {
                several.Add((finding, repair));
                taken.AddRange(repair.Changes.OfType<FileChange.Edit>().SelectMany(edit => edit.Edits.Select(one => (edit.File, one.Span.Start, one.Span.End))));
            }
        }

        taken.Sort();
        var apart = taken.Zip(taken.Skip(1)).All(pair => pair.First.File != pair.Second.File || pair.First.End < pair.Second.Start);
        return apart ? several : [];
    }

    private State? Try(
        List<(SiteFinding Finding, Repair Repair)> repairs, State state, Platform platform, DeployContext context, CancellationToken cancel, List<string>? refusals = null)
    {
        _rounds++;
        var changes = repairs.SelectMany(one => one.Repair.Changes).ToImmutableArray();
        var (healer, code) = (repairs[0].Repair.Healer, repairs[0].Finding.Kind.Code);
        SiteFolder changed;
        try
        {
            changed = FolderChanges.Apply(state.Folder, changes);
        }
        catch (ArgumentException e)
        {
            refusals?.Add($"'{healer}' does not fit: {e.Message}");
            return null;
        }

        var after = simulator.Foresee(platform, changed, context, cancel);
        var refusal = repairs.Select(one => Proof.Against(one.Finding, state.Foresight, after)).FirstOrDefault(why => why is not null);
        if (refusal is null || refusals is not null)
        {
            _attempts.AddRange(repairs.Select(_ => new Attempt(healer, code, refusal)));
        }

        if (refusal is not null)
        {
            refusals?.Add($"'{healer}' was tried: {refusal}");
            return null;
        }

        _ends.AddRange(repairs.Select(one => new HealEnd.Healed(one.Finding, one.Repair)));
        _touched.UnionWith(FolderChanges.Touched(changes));
        return new State(changed, after);
    }

    private sealed record State(SiteFolder Folder, Foresight Foresight);
}
