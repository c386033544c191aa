using System.CommandLine;
using Chimera.Cli.Composition;

namespace Chimera.Cli.Commands;

/// <summary>The options by which a verb that asks live sites is told which of the declared places are meant.</summary>
internal sealed class PlaceOptions(SiteOptions site)
{
    private readonly Option<string[]> _hosts = new("--on")
    {
        Description = "Only on this host of the fleet; can be repeated (default: every host that serves the site)", HelpName = "HOST",
        Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
    };

    public void AddTo(Command command) => command.Options.Add(_hosts);

    public bool NamesHosts(ParseResult parsed) => parsed.GetResult(_hosts) is not null;

    public PlaceFilter Filter(ParseResult parsed) => new(site.Name(parsed), site.Named(parsed), [.. parsed.GetValue(_hosts) ?? []]);
}
