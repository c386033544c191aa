using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Chimera.Cli.Composition;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Commands;

/// <summary>The options by which a verb is told which site is meant and who serves it.</summary>
internal sealed class SiteOptions
{
    /// <summary>Says that every platform is meant.</summary>
    public const string All = "all";

    private readonly Option<string[]> _platforms = new("--platform")
    {
        Description = "Who serves the site: netlify, render, github-pages, host, or all; can be repeated (default: those that the folder is configured for)",
        HelpName = "PLATFORM", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _site = new("--site")
    {
        Description = "The site of the truth file with this name: its folder, platforms and context", HelpName = "NAME",
    };

    private readonly Option<string?> _path = new("--path")
    {
        Description = "The folder with the site's configuration (default: the current one; for certify, verify, revoke and monitor the declared sites, where there are any)",
        HelpName = "DIR",
    };

    private readonly Option<string?> _context = new("--context")
    {
        Description = "The deploy context: production, deploy-preview, branch-deploy, or one of your own (default: production)", HelpName = "CONTEXT",
    };

    private readonly Option<string?> _branch = new("--branch") { Description = "The git branch that is deployed (default: main)", HelpName = "BRANCH" };

    public SiteOptions() => _platforms.Validators.Add(RefuseUnknown);

    public void AddTo(Command command)
    {
        command.Options.Add(_site);
        command.Options.Add(_platforms);
        command.Options.Add(_path);
        command.Options.Add(_context);
        command.Options.Add(_branch);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_site) is not null && (result.GetValue(_path) ?? result.GetValue(_context) ?? result.GetValue(_branch)) is not null)
            {
                result.AddError("the truth file says what --site is; it goes with none of --path, --context and --branch.");
            }
        });
    }

    public bool Has(SymbolResult result) => result is OptionResult { Implicit: false } option
        && (option.Option == _site || option.Option == _platforms || option.Option == _path || option.Option == _context || option.Option == _branch);

    /// <summary>The declared site that is named; null for none.</summary>
    public string? Name(ParseResult parsed) => parsed.GetValue(_site);

    /// <summary>The platforms that are named; none for all.</summary>
    public ImmutableArray<Platform> Named(ParseResult parsed)
    {
        string[] named = parsed.GetValue(_platforms) ?? [];
        return named.Contains(All) ? [] : Parsed(named);
    }

    /// <summary>Whether a folder is meant, and none of the declared sites.</summary>
    public bool IsFolder(ParseResult parsed) => (parsed.GetValue(_path) ?? parsed.GetValue(_context) ?? parsed.GetValue(_branch)) is not null;

    /// <summary>The one site that is meant: the declared one that is named, or a folder.</summary>
    /// <exception cref="Stop">A setting is wrong, or nothing says which platform is meant.</exception>
    public async Task<SiteQuestion> ReadAsync(ParseResult parsed, CancellationToken cancel)
    {
        var source = await SourceAsync(parsed, cancel);
        return Name(parsed) is null ? FolderOf(source, parsed) : (await DeclaredAsync(source, parsed, cancel))[0];
    }

    /// <summary>The sites that are meant: where the truth file declares some and nothing names a folder, they are.</summary>
    /// <returns>At least one.</returns>
    /// <exception cref="Stop">A setting is wrong, or nothing says which platform is meant.</exception>
    public async Task<ImmutableArray<SiteQuestion>> ReadAllAsync(ParseResult parsed, CancellationToken cancel)
    {
        var source = await SourceAsync(parsed, cancel);
        return Name(parsed) is not null || (!IsFolder(parsed) && (await DeclaredSites.AllAsync(source, cancel)).Length > 0)
            ? await DeclaredAsync(source, parsed, cancel)
            : [FolderOf(source, parsed)];
    }

    private async Task<ImmutableArray<SiteQuestion>> DeclaredAsync(TruthSource source, ParseResult parsed, CancellationToken cancel) =>
        DeclaredSites.Questions(source, new PlaceFilter(Name(parsed), Named(parsed), []).Choose(await DeclaredSites.AllAsync(source, cancel)));

    private SiteQuestion FolderOf(TruthSource source, ParseResult parsed)
    {
        var path = parsed.GetValue(_path) ?? ".";
        var context = new DeployContext(
            parsed.GetValue(_context) ?? DeployContext.Production.Name, parsed.GetValue(_branch) ?? DeployContext.Production.Branch);
        var state = SiteQuestion.StateOf(source);
        return new SiteQuestion(path, PlatformsOf(parsed, SiteFolder.OnDisk(path, state?.Path)), context, source.Settings, state, source.Exists) { Source = source };
    }

    private static async Task<TruthSource> SourceAsync(ParseResult parsed, CancellationToken cancel)
    {
        var source = await TruthSource.ReadAsync(parsed, RealmCatalog.Sections, cancel);
        return source.Findings.HasErrors ? throw new Stop(ExitCode.Truth, [.. source.Findings.ByPlace()]) : source;
    }

    private ImmutableArray<Platform> PlatformsOf(ParseResult parsed, SiteFolder folder)
    {
        string[] named = parsed.GetValue(_platforms) ?? [];
        if (named.Contains(All))
        {
            return PlatformNames.All;
        }

        var platforms = named.Length > 0 ? Parsed(named)
            : PlatformDetection.Of(folder).Platforms;
        return platforms.IsEmpty && Directory.Exists(folder.Name)
            ? throw new Stop(ExitCode.Usage, Chimera.Sites.Findings.SiteFindings.NoPlatform(folder.Name).ToFinding())
            : platforms.IsEmpty ? [Platform.Netlify] : platforms;
    }

    private static ImmutableArray<Platform> Parsed(string[] names)
    {
        var platforms = ImmutableArray.CreateBuilder<Platform>(names.Length);
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            platforms.Add(PlatformNames.Parse(name)!.Value);
        }

        return platforms.DrainToImmutable();
    }

    private static void RefuseUnknown(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value != All && PlatformNames.Parse(token.Value) is null))
        {
            string[] known = [.. PlatformNames.All.Select(platform => platform.Name()), All];
            result.AddError($"'{token.Value}' is no platform; {Nearest.Hint(token.Value, known, $"write {Wording.Either(known)}")}");
        }
    }
}
