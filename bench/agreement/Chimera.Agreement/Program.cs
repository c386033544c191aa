using System.Diagnostics;
using Chimera.Agreement;
using Chimera.Agreement.Comparison;
using Chimera.Agreement.Oracle;
using Chimera.Agreement.Servers;
using Chimera.Agreement.Speed;
using Chimera.Sites.Declaration;

const int BadInput = 2;
const int Interrupted = 130;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
try
{
    return args switch
    {
        ["memory", var file] => Memory(file),
        ["speed", .. var rest] => Speed(rest),
        _ => Compare(args),
    };
}
catch (OperationCanceledException)
{
    return Interrupted;
}
catch (OracleUnusableException e)
{
    return Refuse(e.Message);
}

int Compare(string[] arguments)
{
    if (Options.Parse(arguments, out var error) is not { } options)
    {
        return Refuse($"{error}\n{Options.Usage}");
    }

    var watch = Stopwatch.StartNew();
    var tally = options.Server is null ? new Run(options).Compare(stop.Token) : Serve(options);
    Report.Write(tally, watch.Elapsed, Console.Out);
    return options.Require is { } least && tally.Percent < least ? 1 : 0;
}

Tally Serve(Options options)
{
    var run = new ServerRun(
        options, options.Server == "caddy" ? WebServerKind.Caddy : WebServerKind.Nginx, Environment.GetEnvironmentVariable("CHIMERA_AGREEMENT_SERVER") ?? options.Server!);
    var tally = run.Compare(stop.Token);
    Report.WriteServer(run, Console.Out);
    return tally;
}

int Speed(string[] arguments)
{
    if (SpeedOptions.Parse(arguments, out var error) is not { } options)
    {
        return Refuse($"{error}\n{SpeedOptions.Usage}");
    }

    new SpeedRun(options, Console.Out).Measure(stop.Token);
    return 0;
}

static int Memory(string file)
{
    Chimera.Agreement.Speed.Memory.Print(file);
    return 0;
}

static int Refuse(string why)
{
    Console.Error.WriteLine($"error: {why}");
    return BadInput;
}
