using System.CommandLine;

namespace Chimera.Cli.Commands;

/// <summary>The options by which a verb is told which certificate is meant, and whose word counts.</summary>
internal sealed class CertificateOptions
{
    private readonly Option<FileInfo?> _file;

    private readonly Option<FileInfo[]> _trust = new("--trust")
    {
        Description = "A public key (PEM) whose certificates count besides those of your own; can be repeated", HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
    };

    public CertificateOptions(string description = "The certificate, as 'chimera certify' wrote it") =>
        _file = new Option<FileInfo?>("--certificate") { Description = description, HelpName = "FILE" };

    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        command.Options.Add(_trust);
    }

    /// <summary>Null when none is named.</summary>
    public FileInfo? File(ParseResult parsed) => parsed.GetValue(_file);

    public bool Has(System.CommandLine.Parsing.CommandResult result) => result.GetValue(_file) is not null;

    public FileInfo[] Trusted(ParseResult parsed) => parsed.GetValue(_trust) ?? [];
}
