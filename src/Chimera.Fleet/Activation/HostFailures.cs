using Chimera.Engine.Validation;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Activation;

/// <summary>Answers that no operation of ours gives on a host in order.</summary>
internal static class HostFailures
{
    public static readonly Finding UnknownRollout = Finding.Error(
        "activation.unknown-rollout",
        "the host knows nothing of this rollout; nothing was changed",
        "look at the host with 'chimera status' and deploy again");

    public static Finding BadReply(string operation, string output) => Finding.Error(
        "host.bad-reply",
        $"the answer to '{operation}' is not one of ours: '{Printable.Line(output)}'",
        "look whether something on the host writes into our session, and whether another version of chimera is at work there");

    public static Finding Failed(string operation, HostReply.Finished failed) => Finding.Error(
        "host.operation-failed",
        $"'{operation}' exited {failed.ExitCode} on the host: {Printable.Line(failed.Error)}",
        "mend what the host complains about; it may be full or read-only");

    public static Finding Unexpected(string operation, TrialState state) => Finding.Error(
        "activation.under-way",
        $"'{operation}' ended while the host was still at work ({(state as TrialState.UnderWay)?.Phase ?? state.GetType().Name.ToLowerInvariant()})",
        "look again with 'chimera status'");
}
