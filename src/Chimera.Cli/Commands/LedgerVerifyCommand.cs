using System.CommandLine;
using System.Text.Json.Nodes;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Validation;
using Chimera.Store.Verification;

namespace Chimera.Cli.Commands;

internal static class LedgerVerifyCommand
{
    public static Command Create(Streams streams)
    {
        var kept = new Option<FileInfo?>("--kept") { Description = "A signed checkpoint that was kept elsewhere; everything it covers must still be there", HelpName = "FILE" };
        var command = new Command("verify", "Recompute the whole ledger, offline, and say exactly where it was tampered with") { kept };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            if (workspace.State.View?.Verifier is not { } verifier)
            {
                throw new Stop(ExitCode.Record, Finding.Error(
                    "ledger.absent", $"there is no ledger in {workspace.State.Folder.Path}", "name the state folder with --state-dir"));
            }

            var note = parsed.GetValue(kept) is { } file ? await InputFile.ReadAsync(file, cancel) : (ReadOnlyMemory<byte>?)null;
            return (int)Write(verifier.Verify(note), parsed.GetValue(GlobalOptions.Output), streams);
        });
        return command;
    }

    private static ExitCode Write(Verdict verdict, OutputFormat format, Streams streams)
    {
        switch (verdict)
        {
            case Verdict.Intact intact:
                Say(format, streams, new JsonObject { ["verdict"] = "intact", ["entries"] = intact.Head.Size, ["checkpoints"] = intact.Checkpoints },
                    $"intact: {intact.Head.Size} entries under {intact.Checkpoints} signed checkpoints, root {Convert.ToBase64String(intact.Head.Root.ToArray())}");
                return ExitCode.Ok;
            case Verdict.Unsigned unsigned:
                Say(format, streams, new JsonObject { ["verdict"] = "unsigned-end", ["entries"] = unsigned.Head.Size, ["file"] = unsigned.End.File, ["offset"] = unsigned.End.Offset, ["bytes"] = unsigned.End.Bytes },
                    $"intact up to entry {unsigned.Head.Size}; {unsigned.End.Bytes} bytes follow that nobody signed ({unsigned.End.File}, byte {unsigned.End.Offset}): a crash left them, and the next deploy will say so in the ledger");
                return ExitCode.Ok;
            case Verdict.Broken broken:
                Say(format, streams, new JsonObject { ["verdict"] = "broken", ["faults"] = new JsonArray([.. broken.Faults.Select(fault => FindingDocument.Write(fault.ToFinding()))]) }, "broken");
                FindingText.WriteAll(broken.Faults.Select(fault => fault.ToFinding()), streams.Err);
                return ExitCode.Record;
            default:
                throw new Stop(ExitCode.Record, Finding.Error("ledger.absent", "there is no ledger", "name the state folder with --state-dir"));
        }
    }

    private static void Say(OutputFormat format, Streams streams, JsonObject document, string text) =>
        streams.Out.WriteLine(format == OutputFormat.Json ? document.ToLine() : text);
}
