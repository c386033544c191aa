using System.CommandLine;
using System.Text;
using Chimera.Cli.Terminal;
using Chimera.Engine.Record.Proofs;
using Chimera.Engine.Validation;
using Chimera.Store.Keys;

namespace Chimera.Cli.Commands;

internal static class LedgerCheckCommand
{
    public static Command Create(Streams streams)
    {
        var proof = new Argument<FileInfo>("proof") { Description = "A proof that 'ledger prove' printed" };
        var key = new Option<FileInfo>("--key") { Description = "The ledger's public key (PEM)", HelpName = "FILE", Required = true };
        var command = new Command("check", "Check a proof with nothing but the public key: no ledger, no state folder") { proof, key };
        command.SetAction(async (parsed, cancel) =>
        {
            using var verifier = EcdsaVerifier.FromPem(Encoding.UTF8.GetString(await InputFile.ReadAsync(parsed.GetValue(key)!, cancel)), KeyUse.Ledger)
                ?? throw new Stop(ExitCode.Usage, Finding.Error("key.unreadable", $"{parsed.GetValue(key)} is no P-256 public key in PEM", "give the ledger.pub.pem of the ledger"));
            var text = Encoding.UTF8.GetString(await InputFile.ReadAsync(parsed.GetValue(proof)!, cancel));
            var check = TlogProof.Read(text)?.Check(verifier) ?? new ProofCheck.Refuted("it is no proof that an entry is in a ledger");
            if (check is ProofCheck.Refuted refuted)
            {
                throw new Stop(ExitCode.Record, Finding.Error("proof.refuted", $"the proof proves nothing: {refuted.Why}", "ask for it again, and for the public key"));
            }

            var proved = (ProofCheck.Proved)check;
            streams.Out.WriteLine($"proved: entry {proved.Entry.Index} of {proved.Head.Size}, {proved.Entry.Type} at {proved.Entry.At:O} by {proved.Entry.Actor}");
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
