using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Chimera.Engine.Validation;

namespace Chimera.Sites.Watching.Tls;

/// <summary>What a certificate is worth to a visitor now, and how long still.</summary>
internal static class TlsJudge
{
    /// <summary>From so many days on it is a warning; who renews by himself does it at a third of 90 days.</summary>
    public const int WarnDays = 21;

    /// <summary>From so many days on it is an error.</summary>
    public const int ErrorDays = 3;

    private const int MostNames = 5;
    private const string Renew = "renew the certificate, and see why it was not renewed by itself";

    public static TlsSight Judge(string host, X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors, DateTimeOffset now)
    {
        DateTimeOffset from = new(certificate.NotBefore.ToUniversalTime());
        DateTimeOffset until = new(certificate.NotAfter.ToUniversalTime());
        if (now >= until)
        {
            return new TlsSight.Invalid(until, Finding.Error("tls.expired", $"the certificate of {host} ended at {until:u}", Renew));
        }

        if (now < from)
        {
            return new TlsSight.Invalid(until, Finding.Error(
                "tls.not-yet", $"the certificate of {host} begins at {from:u}",
                "set the clock, here or where it was issued"));
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return new TlsSight.Invalid(until, Finding.Error(
                "tls.wrong-name", $"the certificate of {host} is for {NamesOf(certificate)}",
                "add the domain where the site is hosted, or look whether the address is right"));
        }

        if (errors != SslPolicyErrors.None)
        {
            return new TlsSight.Invalid(until, Finding.Error(
                "tls.untrusted", $"the certificate of {host} is not trusted: {WhyOf(chain, errors)}",
                "send the whole chain, of an issuer that this machine trusts"));
        }

        var days = (int)Math.Floor((until - now).TotalDays);
        return new TlsSight.Valid(until, days, days > WarnDays ? null : Ending(host, until, days));
    }

    private static Finding Ending(string host, DateTimeOffset until, int days) =>
        Finding.Warning("tls.ends-soon", $"the certificate of {host} ends in {days} days, at {until:u}", Renew)
            with { Severity = days > ErrorDays ? Severity.Warning : Severity.Error };

    private static string NamesOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString()))).ToList();
        var shown = string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
        return names.Count > 0 ? ShownText.Cut(shown) : "no name";
    }

    private static string WhyOf(X509Chain? chain, SslPolicyErrors errors)
    {
        var why = chain?.ChainStatus.Select(status => status.Status).Distinct().Select(status => status switch
        {
            X509ChainStatusFlags.UntrustedRoot => "its root is not trusted here",
            X509ChainStatusFlags.PartialChain => "its chain leads to no root",
            X509ChainStatusFlags.NotTimeValid => "a certificate of its chain is not valid now",
            X509ChainStatusFlags.Revoked => "it was revoked",
            X509ChainStatusFlags.NotSignatureValid => "a signature is wrong",
            var other => other.ToString(),
        }).ToList();
        return why is [_, ..] ? string.Join(", ", why) : errors.ToString();
    }
}
