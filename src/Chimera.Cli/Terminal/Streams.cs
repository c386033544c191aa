using Spectre.Console;

namespace Chimera.Cli.Terminal;

/// <summary>Where a command writes: data to <see cref="Out"/>, everything else to <see cref="Err"/>.</summary>
/// <param name="Terminal">Standard error as a terminal: colours and live areas where they can be shown, plain text where not.</param>
/// <param name="Interactive">A person sits in front of both ends and can be asked.</param>
/// <param name="Live">Standard error can be redrawn in place.</param>
internal sealed record Streams(TextWriter Out, TextWriter Err, IAnsiConsole Terminal, bool Interactive, bool Live)
{
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
        return new Streams(
            Console.Out, Console.Error, terminal,
            Interactive: !Console.IsErrorRedirected && !Console.IsInputRedirected,
            Live: !Console.IsErrorRedirected && terminal.Profile.Capabilities.Ansi);
    }

    /// <summary>The same, with data going where the talk goes: for what is only shown on the way.</summary>
    public Streams AllToError() => this with { Out = Err };
}
