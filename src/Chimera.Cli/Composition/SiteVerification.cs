using System.Collections.Immutable;
using Chimera.Cli.Commands;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Composition;

/// <summary>One site on one platform, foreseen anew, and held against its certificate where one is given.</summary>
/// <param name="Bundle">Null when the platform would not deploy what is here now.</param>
/// <param name="Genuine">Null when no certificate was given.</param>
/// <param name="Differences">From what was certified; empty without a certificate.</param>
internal sealed record SiteVerification(
    Platform Platform, SiteBundle? Bundle, CertificateVerdict.Genuine? Genuine, ImmutableArray<Finding> Differences)
{
    /// <param name="questions">At least one; of several, the certificate says which.</param>
    /// <param name="file">Null for none.</param>
    /// <exception cref="Stop">The certificate is worth nothing, or without one several sites or platforms are meant.</exception>
    public static async Task<SiteVerification> OfAsync(
        IReadOnlyList<SiteQuestion> questions, SiteRecord record, FileInfo? file, IEnumerable<FileInfo> trusted, CancellationToken cancel)
    {
        var genuine = file is null
            ? null
            : await GenuineAsync(questions, file, await Trust.ReadAsync(questions[0].State, record.History, questions[0].Source, trusted, cancel), cancel);
        var question = genuine is null ? OnlyOne(questions) : questions.First(asked => ResourcesOf(asked).Contains(genuine.Certificate.Resource));
        var platform = genuine is null ? OnlyOne(question) : PlatformOf(question, genuine.Certificate);
        var context = genuine is null ? question.Context : SiteCertificate.ContextOf(genuine.Certificate) ?? question.Context;
        var bundle = SiteBundle.Of(SiteTools.Simulator(question.Settings), platform, question.Folder, context, cancel);
        return new SiteVerification(platform, bundle, genuine, genuine is null ? [] : Compare(genuine.Certificate, platform, bundle));
    }

    /// <exception cref="Stop">It is worth nothing.</exception>
    public static async Task<CertificateVerdict.Genuine> GenuineAsync(
        IReadOnlyList<SiteQuestion> questions, FileInfo file, TrustList trust, CancellationToken cancel)
    {
        string[] resources = [.. questions.SelectMany(ResourcesOf)];
        return Certification.Check(await InputFile.ReadAsync(file, cancel), resources, trust, TimeProvider.System.GetUtcNow()) switch
        {
            CertificateVerdict.Genuine genuine => genuine,
            CertificateVerdict.Worthless worthless => throw new Stop(ExitCode.Uncertified, worthless.Why),
            _ => throw new InvalidOperationException("no such verdict"),
        };
    }

    /// <summary>What was foreseen of the site.</summary>
    /// <exception cref="Stop">Nothing can be.</exception>
    public SiteBundle Foreseen() => Bundle ?? throw new Stop(ExitCode.Broken, Finding.Error(
        "verify.nothing-foreseen", $"{Platform.Name()} would not deploy this folder, so nothing can be foreseen", "see why with 'chimera simulate'"));

    private static Platform PlatformOf(SiteQuestion question, Certificate certificate) =>
        question.Platforms.First(platform => SiteCertificate.ResourceOf(question.Site, platform) == certificate.Resource);

    private static IEnumerable<string> ResourcesOf(SiteQuestion question) =>
        question.Platforms.Select(platform => SiteCertificate.ResourceOf(question.Site, platform));

    private static SiteQuestion OnlyOne(IReadOnlyList<SiteQuestion> questions) => questions is [var one] ? one : throw new Stop(ExitCode.Usage, Finding.Error(
        "verify.which-site", "one address has one site", $"say with --site which of {Wording.Either([.. questions.Select(question => question.Site)])} it is"));

    private static Platform OnlyOne(SiteQuestion question) => question.Platforms is [var one] ? one : throw new Stop(ExitCode.Usage, Finding.Error(
        "verify.which-platform", "one live site has one platform",
        $"say with --platform which of {Wording.Either([.. question.Platforms.Select(platform => platform.Name())])} serves it"));

    private static ImmutableArray<Finding> Compare(Certificate certificate, Platform platform, SiteBundle? bundle) => bundle is null
        ? [Finding.Error("certificate.changed", $"{platform.Name()} would not even deploy what is here now", "see why with 'chimera simulate'")]
        : Certification.Differences(certificate, bundle.Subjects);
}
