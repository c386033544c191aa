using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Watching;

namespace Chimera.Cli.Composition;

/// <summary>What the certificate of a watched release is worth, looked at anew each time. One that ran out is a warning: the site is what it was; one that was taken back is not to be shown.</summary>
/// <param name="check">Null where nobody certified the release.</param>
internal sealed class CertificateStanding(Func<CancellationToken, Task<CertificateVerdict?>> check) : IReleaseStanding
{
    public async Task<Finding?> LookAsync(CancellationToken cancel)
    {
        try
        {
            return await check(cancel) switch
            {
                CertificateVerdict.Genuine => null,
                CertificateVerdict.Worthless { Why: { Code: "certificate.expired" } why } => About(why) with { Severity = Severity.Warning },
                CertificateVerdict.Worthless worthless => About(worthless.Why),
                _ => Finding.Error("certificate.missing", "nobody certified the release that is watched", "certify it with 'chimera certify'"),
            };
        }
        catch (RecordUnavailableException e)
        {
            return Finding.Warning("watch.record-unavailable", $"what the release's certificate is worth cannot be told now: {e.Message}");
        }
    }

    private static Finding About(Finding why) => why with
    {
        Message = $"the certificate of the watched release is worth nothing any more: {why.Message}",
        Remedy = why.Code is "certificate.revoked" or "certificate.key-revoked"
            ? "it stays live until another is shown: go back with 'chimera rollback', or certify and show what is right with 'chimera deploy --certify'"
            : why.Remedy,
    };
}
