using System.Text;
using Spectre.Console;

namespace Chimera.Cli.Terminal;

/// <summary>Where a command writes: data to <see cref="Out"/>, everything else to <see cref="Err"/>.</summary>
/// <param name="LiveTerminal">Standard error as a terminal that can be redrawn in place; null when it is none. Made only where there is one.</param>
/// <param name="Interactive">A person sits in front of both ends and can be asked.</param>
internal sealed record Streams(TextWriter Out, TextWriter Err, IAnsiConsole? LiveTerminal, bool Interactive)
{
    public static Streams OfProcess()
    {
        // Programs read it, whatever the locale says; looking up the locale's would take a twentieth of a short command.
        Console.OutputEncoding = Encoding.UTF8;
        return new Streams(
            Console.Out, Console.Error, Console.IsErrorRedirected ? null : Live(), Interactive: !Console.IsErrorRedirected && !Console.IsInputRedirected);
    }

    /// <summary>The same, with data going where the talk goes: for what is only shown on the way.</summary>
    public Streams AllToError() => this with { Out = Err };

    // In a method of its own, so that nothing of it is loaded where it is not called.
    private static IAnsiConsole? Live()
    {
        var plain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            Ansi = AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.Detect,
        });
        return terminal.Profile.Capabilities.Ansi ? terminal : null;
    }
}
