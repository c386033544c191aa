using Chimera.FleetBench;
using Chimera.FleetBench.Copying;
using Chimera.FleetBench.Panicking;

const int Failed = 1;
const int BadInput = 2;
const int Interrupted = 130;
const string Usage =
    """
    chimera-fleet-bench panic LAB STATE GROUP FIRST-TRUTH TRUTH...
    chimera-fleet-bench copy LAB GROUP BASE SYSTEM...
    Measures what the command line cannot show; bench/fleet/run calls it. LAB is the folder of a lab, GROUP that of an accounting
    group, or empty.
    """;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
try
{
    switch (args)
    {
        case ["panic", var lab, var state, var group, var first, .. { Length: > 0 } others]:
            await new PanicRun(new LabView(lab), new CpuGroups(group), Console.Out).MeasureAsync(state, first, others, stop.Token);
            return 0;
        case ["copy", var lab, var group, var brought, .. { Length: > 0 } systems]:
            await new CopyRun(new LabView(lab), new CpuGroups(group), Console.Out).MeasureAsync(brought, systems, stop.Token);
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return BadInput;
    }
}
catch (OperationCanceledException)
{
    return Interrupted;
}
catch (BenchException e)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return Failed;
}
