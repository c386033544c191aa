namespace Chimera.Cli.Composition;

/// <summary>The first Ctrl-C (or SIGTERM) stops gracefully and says how to resume; the second leaves at once, which is safe too.</summary>
internal sealed class GracefulStop : IDisposable
{
    private const int InterruptedBySignal = 130;
    private readonly CancellationTokenSource _stop = new();
    private readonly TextWriter _error;
    private readonly List<System.Runtime.InteropServices.PosixSignalRegistration> _signals;

    public GracefulStop(TextWriter error)
    {
        _error = error;
        _signals =
        [
            System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGINT, Take),
            System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, Take),
        ];
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _stop.Dispose();
    }

    private void Take(System.Runtime.InteropServices.PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (_stop.IsCancellationRequested)
        {
            _error.WriteLine("left; hosts on trial go back by themselves; finish with 'chimera deploy --resume'");
            Environment.Exit(InterruptedBySignal);
        }

        _error.WriteLine("stopping: targets under way are finished, no other is started; again to leave at once; finish with 'chimera deploy --resume'");
        _stop.Cancel();
    }
}
