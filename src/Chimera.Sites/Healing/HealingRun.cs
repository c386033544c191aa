using Chimera.Engine.Validation;
using Chimera.Sites.Analyses;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Healing;

/// <summary>
/// Heals one site for one platform: finding by finding, the most trusted healer first (equals in the order of the list), each repair proved
/// by simulating the whole site again. What the same healer would do about like findings is proved together with it.
/// </summary>
public sealed class HealingRun(SiteSimulator simulator, IReadOnlyCollection<IHealer> healers, IHealMemory memory, HealLimits limits)
{
    private readonly List<HealEnd> _ends = [];
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private readonly Dictionary<Symptom, CaseHistory> _histories = [];
    private readonly Dictionary<string, IHealer[]> _healersOf = new(StringComparer.Ordinal);
    private int _round;

    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was.</exception>
    public HealReport Run(Platform platform, SiteFolder folder, DeployContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var original = new RememberedFolder(folder);
        var before = simulator.Foresee(platform, original, context, cancel);
        var laboratory = new Laboratory(simulator, platform, context, limits.MaxRounds, cancel);
        var state = new State(original, before);
        while (Step(state, laboratory, cancel) is { } next)
        {
            state = next;
        }

        return new HealReport(
            original, state.Folder, before, state.Foresight, [.. _ends], [.. laboratory.Attempts], [.. _touched.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Takes the findings up one after the other until one is healed; null when none can be.</summary>
    private State? Step(State state, Laboratory laboratory, CancellationToken cancel)
    {
        var seen = new Dictionary<Symptom, int>();
        foreach (var finding in state.Foresight.Findings.Where(finding => finding.Kind.Severity > Severity.Note))
        {
            cancel.ThrowIfCancellationRequested();
            var symptom = Symptom.Of(finding, state.Folder);
            var history = HistoryOf(symptom);
            if ((seen[symptom] = seen.GetValueOrDefault(symptom) + 1) <= history.Left)
            {
                continue;
            }

            if (Heal(finding, symptom, state, laboratory, cancel) is { } healed)
            {
                return healed;
            }

            history.Left++;
            _ends.Add(new HealEnd.Left(finding, history.Why));
        }

        return null;
    }

    private State? Heal(SiteFinding finding, Symptom symptom, State state, Laboratory laboratory, CancellationToken cancel)
    {
        var history = HistoryOf(symptom);
        while (Suggest(finding, symptom, state, laboratory, cancel) is { } suggestion)
        {
            if (laboratory.IsExhausted || history.Attempts >= limits.MaxAttempts)
            {
                history.Note(laboratory.IsExhausted ? "the site was simulated often enough" : $"after {history.Attempts} attempts");
                return null;
            }

            var together = Together(suggestion, state, laboratory, cancel);
            if (laboratory.Prove(together, state.Folder, state.Foresight, one => HistoryOf(one.Symptom)) is { } proved)
            {
                _round++;
                laboratory.Attempts.AddRange(proved.Suggestions.Select(one => new Attempt(one.Healer.Name, one.Finding.Kind.Code, null)));
                _ends.AddRange(proved.Suggestions.Select(one => new HealEnd.Healed(one.Finding, one.Repair) { Round = _round }));
                _touched.UnionWith(FolderChanges.Touched(proved.Suggestions.SelectMany(one => one.Repair.Changes)));
                return new State(proved.Folder, proved.Foresight);
            }

            history.Pass(suggestion.Healer, $"'{suggestion.Healer.Name}' could not be tried");
        }

        return null;
    }

    /// <summary>What the first healer that was not tried and knows a repair would do.</summary>
    private Suggestion? Suggest(SiteFinding finding, Symptom symptom, State state, Laboratory laboratory, CancellationToken cancel)
    {
        var history = HistoryOf(symptom);
        foreach (var healer in HealersOf(finding.Kind.Code).Where(healer => !history.WasTried(healer)))
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                if (healer.Propose(finding, state.Folder, state.Foresight) is { } repair)
                {
                    return new Suggestion(finding, symptom, healer, repair);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One healer's fault must not keep the others from their work; the report and the record tell it.
                var why = SafeText.Line($"it failed with {e.GetType().Name}: {e.Message}");
                history.Pass(healer, $"'{healer.Name}' is at fault: {why}");
                laboratory.Attempts.Add(new Attempt(healer.Name, finding.Kind.Code, why));
            }
        }

        return null;
    }

    /// <summary>
    /// What the same healer is the first to propose for other findings of the same code, where the repairs do not touch one another.
    /// </summary>
    private List<Suggestion> Together(Suggestion first, State state, Laboratory laboratory, CancellationToken cancel)
    {
        if (!first.IsOfText)
        {
            return [first];
        }

        List<Suggestion> several = [first];
        var code = first.Finding.Kind.Code;
        foreach (var finding in state.Foresight.Findings.Where(finding => finding.Kind.Code == code && finding != first.Finding))
        {
            var symptom = Symptom.Of(finding, state.Folder);
            var history = HistoryOf(symptom);
            if (history.Left == 0 && history.Attempts < limits.MaxAttempts
                && Suggest(finding, symptom, state, laboratory, cancel) is { IsOfText: true } other && other.Healer == first.Healer)
            {
                several.Add(other);
            }
        }

        return Apart.From(first, several);
    }

    private CaseHistory HistoryOf(Symptom symptom)
    {
        if (!_histories.TryGetValue(symptom, out var history))
        {
            _histories[symptom] = history = new CaseHistory();
        }

        return history;
    }

    private IHealer[] HealersOf(string code)
    {
        if (!_healersOf.TryGetValue(code, out var known))
        {
            _healersOf[code] = known =
            [
                .. healers.Where(healer => healer.Codes.Contains(code))
                    .OrderBy(healer => healer.Kind)
                    .ThenByDescending(healer => memory.Trust(healer.Name, code)),
            ];
        }

        return known;
    }

    private sealed record State(SiteFolder Folder, Foresight Foresight);
}
