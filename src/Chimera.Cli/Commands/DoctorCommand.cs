using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Validation;

namespace Chimera.Cli.Commands;

internal static class DoctorCommand
{
    public static Command Create(Streams streams)
    {
        var command = new Command("doctor", "Check this machine, the truth file, the record and every host, and say what to do about what is wrong");
        command.SetAction(async (parsed, cancel) =>
        {
            var worst = ExitCode.Ok;
            await foreach (var check in Examination.RunAsync(parsed, streams, cancel))
            {
                streams.Out.WriteLine($"{(check.Problem is null ? "ok   " : "wrong")}  {check.Subject}{(check.Detail.Length > 0 ? $": {check.Detail}" : "")}");
                if (check.Problem is { } problem)
                {
                    streams.Out.WriteLine($"       {FindingText.Of(problem)}");
                    worst = worst == ExitCode.Ok ? check.Code : worst;
                }
            }

            return (int)worst;
        });
        return command;
    }
}
