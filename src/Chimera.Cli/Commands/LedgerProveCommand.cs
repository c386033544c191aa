using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Validation;
using Chimera.Store.Proofs;

namespace Chimera.Cli.Commands;

internal static class LedgerProveCommand
{
    public static Command Create(Streams streams)
    {
        var index = new Argument<long?>("index") { Description = "The entry's index, as 'ledger show' prints it", Arity = ArgumentArity.ZeroOrOne };
        var since = new Option<FileInfo?>("--since") { Description = "Prove instead that the ledger continues this signed checkpoint, unchanged", HelpName = "FILE" };
        var command = new Command("prove", "Print a proof that an entry is in the ledger, for somebody who has only the public key") { index, since };
        command.Validators.Add(result =>
        {
            if (result.GetValue(index) is null == result.GetValue(since) is null)
            {
                result.AddError("Give the index of an entry, or --since with a checkpoint.");
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            var prover = workspace.State.View?.Prover ?? throw new Stop(ExitCode.Record, Finding.Error(
                "ledger.absent", $"there is no ledger in {workspace.State.Folder.Path}", "name the state folder with --state-dir"));
            var proving = parsed.GetValue(since) is { } kept
                ? prover.ProveContinuity(await InputFile.ReadAsync(kept, cancel))
                : prover.ProveEntry(parsed.GetValue(index)!.Value);
            if (proving is Proving.Refused refused)
            {
                throw new Stop(ExitCode.Record, refused.Why);
            }

            streams.Out.Write(((Proving.Proved)proving).Text);
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
