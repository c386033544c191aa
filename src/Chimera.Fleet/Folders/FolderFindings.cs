using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Folders;

/// <summary>What can go wrong with a folder on its way, in words.</summary>
internal static class FolderFindings
{
    public static readonly Finding Empty = Finding.Error(
        "folder.empty", "there is no file to bring; nothing was sent", "make the folder again");

    public static Finding WrongFile(string path, string why) => Finding.Error(
        "folder.path-invalid",
        $"'{Printable.Line(path)}' {why}, so the folder cannot stand on a host; nothing was sent",
        "rename or remove it");

    public static Finding NoGeneration(Step step) => Finding.Error(
        "folder.generation-invalid",
        $"the step from {Printable.Line(step.From?.Value ?? "nothing")} to {Printable.Line(step.To.Value)} is not between folders; nothing was sent",
        "make a new plan");

    public static Finding Changed(string path) => Finding.Error(
        "folder.changed",
        $"'{Printable.Line(path)}' is not what it was when the plan was made; nothing was sent",
        "make a new plan");

    public static Finding NotPacked(string why) => Finding.Error(
        "folder.not-packed",
        $"the folder could not be packed here: {Printable.Line(why)}; nothing was sent",
        "free space in the cache folder, and make it writable");

    public static Finding NoTool(string tool) => Finding.Error(
        "folder.no-tool",
        $"the host has no {Printable.Line(tool)}, so it can take no folder; nothing was changed",
        "install it there: coreutils, findutils, sed, tar and gzip, or busybox");

    public static readonly Finding Garbled = Finding.Error(
        "folder.garbled",
        "what arrived on the host is not what was sent; nothing was changed",
        "look at the host's disk and memory, and deploy again");

    public static readonly Finding NoRoom = Finding.Error(
        "folder.no-room", "the host's disk has no room for the folder; nothing was changed", "free space there and deploy again");

    public static Finding Failed(int code, string detail) => Finding.Error(
        "folder.failed",
        $"the host could not take the folder: exit code {code}: {Printable.Line(detail)}; nothing was changed",
        "mend what the host complains about");

    public static bool IsFull(HostReply.Finished reply) =>
        reply.Error.Contains("No space left", StringComparison.OrdinalIgnoreCase)
        || reply.Error.Contains("quota exceeded", StringComparison.OrdinalIgnoreCase);

    /// <summary>Preparing changes nothing that runs, so what broke off changed nothing either.</summary>
    public static Reply Explain(HostReply reply) => reply switch
    {
        HostReply.Unreachable unreachable => new Reply.Unreachable(unreachable.Why),
        HostReply.Broken broken => new Reply.Unreachable(broken.Why),
        HostReply.Finished full when IsFull(full) => new Reply.Refused(NoRoom),
        HostReply.Finished failed => new Reply.Refused(Failed(failed.ExitCode, LastLine(failed.Error))),
        _ => throw new InvalidOperationException("no such host reply"),
    };

    private static string LastLine(string error) =>
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no word why";

    public static Finding NoOverlay(string why) => Finding.Error(
        "folder.overlay-refused",
        $"the host keeps what it had: {Printable.Line(why.ReplaceLineEndings(" "))}",
        "mend what it complains about, or deploy again");

    public static Finding Gone(Step step) => Finding.Error(
        "folder.gone", $"the host no longer has {step.To}, and its files are not at hand", "check its commit out and deploy it anew", target: step.Id);

    public static Finding Damaged(Step step, string which) => Finding.Error(
        "folder.damaged",
        $"{Printable.Line(which)} of {step.To} was changed on the host, and its files are not at hand; nothing was changed",
        "check its commit out and deploy it anew", target: step.Id);
}
