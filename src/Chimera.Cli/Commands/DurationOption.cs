using System.CommandLine;
using System.CommandLine.Parsing;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Cli.Commands;

/// <summary>An option that is a span of time, as in the truth file: 10s, 1h30m.</summary>
internal static class DurationOption
{
    public static Option<TimeSpan?> Create(string name, string description, TimeSpan least) => new(name)
    {
        Description = description, HelpName = "DURATION", CustomParser = result => Parse(name, result, least),
    };

    private static TimeSpan? Parse(string name, ArgumentResult result, TimeSpan least)
    {
        var text = result.Tokens[0].Value;
        switch (Durations.Parse(text))
        {
            case Parsed<TimeSpan>.Value { It: var span } when span >= least:
                return span;
            case Parsed<TimeSpan>.Wrong wrong:
                result.AddError($"'{text}' is no duration; {wrong.Remedy}");
                return null;
            default:
                result.AddError($"{name} is at least {Durations.Write(least)}, not '{text}'");
                return null;
        }
    }
}
