using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;

namespace Chimera.Cli.Commands;

internal static class RevokeCommand
{
    public static Command Create(Streams streams)
    {
        var site = new SiteOptions();
        var certificate = new Option<FileInfo>("--certificate")
        {
            Description = "The certificate, as 'chimera certify' wrote it", HelpName = "FILE", Required = true,
        };
        var why = new Option<string>("--why") { Description = "Why; it is told to everybody who verifies the certificate here", HelpName = "TEXT", Required = true };
        var command = new Command("revoke", "Take a certificate back before it expires: from now on it is worth nothing here") { certificate, why };
        site.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var questions = await site.ReadAllAsync(parsed, cancel);
            var question = questions[0];
            Workspace.RefuseWhenDisabled(question.Settings);
            await using var record = new SiteRecord(question);
            await record.OpenAsync(streams.Err, cancel);
            var genuine = await SiteVerification.GenuineAsync(
                questions, parsed.GetValue(certificate)!, await Trust.ReadAsync(question.State, record.History, question.Source, [], cancel), cancel);
            if (!genuine.Signer.Purposes.Contains(Purpose.Revoke))
            {
                throw new Stop(ExitCode.Refused, Finding.Error("certificate.not-yours", "only certificates of your own keys, and of keys that are trusted for it, can be taken back here", "ask its signer, or trust the key 'for: [certify, revoke]'"));
            }

            await record.AppendAsync(() => Revocations.Entry(genuine.Certificate, parsed.GetValue(why)!), cancel);
            streams.Out.WriteLine($"revoked: {genuine.Certificate.Resource}, {genuine.Certificate.Nonce}");
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
