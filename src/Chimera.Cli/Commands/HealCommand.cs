using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Validation;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Commands;

internal static class HealCommand
{
    public static Command Create(Streams streams)
    {
        var site = new SiteOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "Show the diff and write nothing; the exit code tells what the site is now" };
        var command = new Command("heal", "Repair what is wrong with a site's configuration, and show the diff");
        site.AddTo(command);
        command.Options.Add(dryRun);
        command.SetAction(async (parsed, cancel) =>
        {
            var question = await site.ReadAsync(parsed, cancel);
            await using var record = new SiteRecord(question);
            return (int)await HealAsync(question, record, parsed.GetValue(dryRun), parsed.GetValue(GlobalOptions.Output), streams, cancel);
        });
        return command;
    }

    /// <summary>Heals for one platform after the other, so that each sees what the one before it wrote.</summary>
    public static async Task<ExitCode> HealAsync(
        SiteQuestion question, SiteRecord record, bool dryRun, OutputFormat format, Streams streams, CancellationToken cancel)
    {
        if (!dryRun)
        {
            Workspace.RefuseWhenDisabled(question.Settings);
        }

        var worst = ExitCode.Ok;
        foreach (var platform in question.Platforms)
        {
            var healing = SiteTools.Healing(question.Settings, await record.MemoryAsync(cancel));
            var report = healing.Run(platform, question.Folder, question.Context, cancel);
            if (!dryRun && report.Attempts.Length > 0)
            {
                await WriteAsync(question, record, report, streams, cancel);
            }

            HealOutput.Write(report, dryRun, format, streams);
            worst = Worse(worst, CodeOf(dryRun ? report.Before : report.After));
        }

        return worst;
    }

    private static async Task WriteAsync(SiteQuestion question, SiteRecord record, HealReport report, Streams streams, CancellationToken cancel)
    {
        await record.OpenAsync(streams.Err, cancel);
        if (report.Touched.Length > 0)
        {
            await record.AppendAsync(() => HealRecord.Intent(report), cancel);
            try
            {
                new FolderWriter(new StoreSync()).Write(question.Path, report);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new Stop(ExitCode.Failed, Finding.Error("heal.not-written", e.Message, "see what is there now with 'chimera simulate', then heal again"));
            }
        }

        await record.AppendAsync(() => HealRecord.Complete(report, written: report.Touched.Length > 0), cancel);
    }

    private static ExitCode CodeOf(Foresight foresight) =>
        foresight.Broken ? ExitCode.Broken
        : foresight.Findings.Any(finding => finding.Kind.Severity > Severity.Note) ? ExitCode.Findings
        : ExitCode.Ok;

    private static ExitCode Worse(ExitCode one, ExitCode other) => (ExitCode)Math.Max((int)one, (int)other);
}
