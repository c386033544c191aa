using System.Runtime.InteropServices;

namespace Chimera.Cli.Composition;

/// <summary>The first Ctrl-C (or SIGTERM) stops gracefully and says how to resume; the second leaves at once, which is safe too.</summary>
internal sealed class GracefulStop : IDisposable
{
    private const int InterruptedBySignal = 130;

    // Who ends a whole group of processes ('timeout' does) reaches each of them twice.
    private static readonly TimeSpan OneSignal = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Action<string> _say;
    private readonly string _first;
    private readonly string _second;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private long? _taken;

    public GracefulStop(Action<string> say)
        : this(
            say, "stopping: targets under way are finished, no other is started; again to leave at once; finish with 'chimera deploy --resume'",
            "left; hosts on trial go back by themselves; finish with 'chimera deploy --resume'")
    {
    }

    /// <param name="first">What is said when it stops gracefully.</param>
    /// <param name="second">What is said when it leaves at once.</param>
    public GracefulStop(Action<string> say, string first, string second)
    {
        (_say, _first, _second) = (say, first, second);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Take);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take);
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Take(PosixSignalContext signal)
    {
        signal.Cancel = true;
        lock (_gate)
        {
            if (_taken is { } taken)
            {
                if (TimeProvider.System.GetElapsedTime(taken) > OneSignal)
                {
                    _say(_second);
                    Environment.Exit(InterruptedBySignal);
                }

                return;
            }

            _taken = TimeProvider.System.GetTimestamp();
        }

        _say(_first);
        _stop.Cancel();
    }
}
