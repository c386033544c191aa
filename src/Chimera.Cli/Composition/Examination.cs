using System.CommandLine;
using System.Runtime.CompilerServices;
using Chimera.Cli.Terminal;
using Chimera.Engine.Discovery;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Fleet;
using Chimera.Fleet.Declaration;
using Chimera.Store.Verification;

namespace Chimera.Cli.Composition;

/// <summary>Everything that must be right before a deploy can work, looked at in the order in which it is needed.</summary>
internal static class Examination
{
    public static async IAsyncEnumerable<Check> RunAsync(ParseResult parsed, Streams streams, [EnumeratorCancellation] CancellationToken cancel)
    {
        Workspace? workspace = null;
        Check? truthWrong = null;
        DeclaredTruth? truth = null;
        try
        {
            workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            truth = await workspace.TruthAsync(cancel);
        }
        catch (Stop stop)
        {
            truthWrong = new Check("truth", "", stop.Findings.First(), stop.Code);
        }

        // A truth without hosts needs none of their programs; one that cannot be read may have hosts.
        foreach (var program in truth?.Targets.Any(target => target.Id.Realm == FleetDeclaration.Section.Name) == false ? [] : await FleetPrograms.LookAsync(cancel))
        {
            yield return new Check(program.Name, program.Version ?? "", program.Missing, ExitCode.Missing);
        }

        await using (workspace)
        {
            yield return truthWrong ?? new Check("truth", $"{workspace!.Source.Path}, {truth!.Targets.Length} targets", null, ExitCode.Truth);
            if (workspace is null)
            {
                yield break;
            }

            yield return Record(workspace);
            foreach (var observation in truth is null ? [] : await workspace.Survey.ObserveAsync(truth.Targets, cancel))
            {
                yield return new Check(
                    observation.Target.ToString(),
                    observation.Sighting is Sighting.Seen ? "answers" : "",
                    (observation.Sighting as Sighting.Unseen)?.Why,
                    ExitCode.Failed);
            }
        }
    }

    private static Check Record(Workspace workspace) => workspace.State.View?.Verifier?.Verify() switch
    {
        null or Verdict.Absent => new Check("record", $"{workspace.State.Folder.Path}, empty so far", null, ExitCode.Record),
        Verdict.Broken broken => new Check("record", workspace.State.Folder.Path, broken.Faults[0].ToFinding(), ExitCode.Record),
        Verdict.Intact intact => new Check("record", $"{workspace.State.Folder.Path}, {intact.Head.Size} entries, intact", null, ExitCode.Record),
        _ => new Check("record", $"{workspace.State.Folder.Path}, with an unsigned end that the next deploy will settle", null, ExitCode.Record),
    };

    /// <param name="Problem">Null when it is right.</param>
    /// <param name="Code">What to exit with when it is not.</param>
    internal sealed record Check(string Subject, string Detail, Finding? Problem, ExitCode Code);
}
