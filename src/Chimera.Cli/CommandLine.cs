using System.CommandLine;
using Chimera.Cli.Commands;
using Chimera.Cli.Terminal;
using Chimera.Engine.Execution;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;

namespace Chimera.Cli;

/// <summary>From arguments to an exit code: parses, runs the verb in the engine's turns, and turns every way it can end into words.</summary>
internal static class CommandLine
{
    public static int Run(string[] arguments, Streams streams)
    {
        var root = RootCommandFactory.Create(arguments, streams);
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            return (int)UsageText.Write(parsed, streams.Err);
        }

        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = streams.Out,
            Error = streams.Err,
        };
        try
        {
            return Turns.Run(() => parsed.InvokeAsync(invocation));
        }
        catch (Stop stop)
        {
            FindingText.WriteAll(stop.Findings, streams.Err);
            return (int)stop.Code;
        }
        catch (RecordUnavailableException e)
        {
            streams.Err.WriteLine(FindingText.Of(Finding.Error(
                "record.unavailable", e.Message, "free the disk or repair it, then run 'chimera ledger verify' and 'chimera deploy --resume'")));
            return (int)ExitCode.Record;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            var verbose = parsed.GetValue(GlobalOptions.Verbose);
            streams.Err.WriteLine(FindingText.Of(Finding.Error(
                "chimera.unexpected", $"{e.GetType().Name}: {e.Message}", verbose ? null : "please report it with what --verbose says")));
            if (verbose)
            {
                streams.Err.WriteLine(e);
            }

            return (int)ExitCode.Unexpected;
        }
    }
}
