using System.CommandLine;
using Chimera.Cli.Commands;
using Chimera.Sites.Platforms;

namespace Chimera.Cli;

/// <summary>Options that every verb has.</summary>
internal static class GlobalOptions
{
    public static readonly Option<string?> File = new("--file", "-f")
    {
        Description = "The truth file (default: chimera.yaml, environment: CHIMERA_FILE)", HelpName = "FILE", Recursive = true,
    };

    public static readonly Option<string?> StateDir = new("--state-dir")
    {
        Description = "Where the record is kept (default: .chimera beside the truth file, environment: CHIMERA_STATE_DIR)", HelpName = "DIR", Recursive = true,
    };

    /// <summary>Text is the first of its values, so the parser says it where nothing is written.</summary>
    public static readonly Option<OutputFormat> Output = new WordOption<OutputFormat>(
        "--output", "How data is written to stdout: text, or json (JSON lines where it streams)", OutputFormat.Text,
        [("text", OutputFormat.Text), ("json", OutputFormat.Json)], "-o") { Recursive = true };

    public static readonly Option<string[]> Set = new("--set")
    {
        Description = "A setting for this run, e.g. --set rollout.canary=2 (see 'chimera config show'); can be repeated", HelpName = "KEY=VALUE",
        Recursive = true, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
    };

    public static readonly Option<bool> Verbose = new("--verbose") { Description = "Say more about what went wrong", Recursive = true };

    public static readonly Option<bool> NoInput = new("--no-input") { Description = "Never ask; where an answer is needed, refuse", Recursive = true };

    public static IEnumerable<Option> All => [File, StateDir, Set, Output, Verbose, NoInput];

    /// <summary>Verbs that work on targets take these as well.</summary>
    public static Option<string?> On() => new("--on")
    {
        Description = "Only the targets that this selector chooses, e.g. 'web and not eu'", HelpName = "SELECTOR",
    };

    /// <summary>Verbs that bring sites somewhere, or back.</summary>
    public static Option<string[]> Platforms()
    {
        var platforms = new Option<string[]>("--platform")
        {
            Description = "Only sites, and only on this platform: netlify, render, github-pages, host, or all; can be repeated", HelpName = "PLATFORM",
            Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
        };
        platforms.AcceptOnlyFromAmong([.. PlatformNames.All.Select(platform => platform.Name()), SiteOptions.All]);
        return platforms;
    }

    public static Option<bool> Yes() => new("--yes", "-y") { Description = "Do it without asking" };
}
