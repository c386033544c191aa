using Chimera.Engine.Validation;

namespace Chimera.Cli.Terminal;

/// <summary>Asks a person before something is changed.</summary>
internal static class Question
{
    /// <exception cref="Stop">Nobody can be asked, or the answer was no; nothing was changed.</exception>
    public static void Ask(Streams streams, string what, bool yes, bool noInput)
    {
        if (yes)
        {
            return;
        }

        if (noInput || !streams.Interactive)
        {
            throw new Stop(ExitCode.Refused, Finding.Error(
                "cli.not-confirmed", $"{what}: nobody is here to say yes; nothing was changed", "say it with --yes"));
        }

        streams.Err.Write($"{what}? [y/N] ");
        if (Console.In.ReadLine()?.Trim().ToUpperInvariant() is not ("Y" or "YES"))
        {
            throw new Stop(ExitCode.Refused, Finding.Error("cli.declined", "declined; nothing was changed"));
        }
    }
}
