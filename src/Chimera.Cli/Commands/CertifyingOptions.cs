using System.CommandLine;
using System.CommandLine.Parsing;
using Chimera.Engine.Validation;

namespace Chimera.Cli.Commands;

/// <summary>The options that say how what is certified is held against the policy.</summary>
/// <param name="isOneOption">Certifying is itself an option of the verb, and these go with it.</param>
internal sealed class CertifyingOptions(bool isOneOption = false)
{
    private readonly Option<bool> _heal = new("--auto-heal")
    {
        Description = isOneOption ? "With --certify: repair what can be repaired first, as 'chimera heal' does" : "Repair what can be repaired first, as 'chimera heal' does",
    };

    private readonly WordOption<FailOn> _failOn = new(
        "--fail-on",
        isOneOption ? "With --certify: what keeps a site from being certified, a warning, or only an error" : "What keeps a site from being certified: a warning, or only an error",
        FailOn.Error, [("warning", FailOn.Warning), ("error", FailOn.Error)]);

    public void AddTo(Command command)
    {
        command.Options.Add(_heal);
        command.Options.Add(_failOn);
    }

    /// <summary>Whether a person has named one of them.</summary>
    public bool Has(CommandResult result) => result.GetResult(_heal) is { Implicit: false } || result.GetResult(_failOn) is { Implicit: false };

    public bool Heals(ParseResult parsed) => parsed.GetValue(_heal);

    /// <summary>From where on a finding keeps a site from being certified.</summary>
    public Severity Least(ParseResult parsed) => _failOn.In(parsed) == FailOn.Warning ? Severity.Warning : Severity.Error;
}
