using Spectre.Console;

namespace Chimera.Cli.Terminal;

/// <summary>Where a command writes: data to <see cref="Out"/>, everything else to <see cref="Err"/>.</summary>
internal sealed class Streams
{
    private Streams(TextWriter output, TextWriter error, IAnsiConsole terminal, bool interactive)
    {
        Out = output;
        Err = error;
        Terminal = terminal;
        Interactive = interactive;
    }

    public TextWriter Out { get; }

    public TextWriter Err { get; }

    /// <summary>Standard error as a terminal: colours and live areas where they can be shown, plain text where not.</summary>
    public IAnsiConsole Terminal { get; }

    /// <summary>A person sits in front of both ends.</summary>
    public bool Interactive { get; }

    public static Streams OfProcess()
    {
        var plain = Console.IsErrorRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        return new Streams(Console.Out, Console.Error, terminal, !Console.IsErrorRedirected && !Console.IsInputRedirected);
    }
}
