namespace Chimera.Fleet.Tests.Realm;

/// <summary>Keeps what is reported and lets the test act at once, before the work goes on.</summary>
internal sealed class Told<T>(Action<T>? act = null) : IProgress<T>
{
    private readonly List<T> _values = [];

    public IReadOnlyList<T> Values
    {
        get
        {
            lock (_values)
                return [.. _values];
        }
    }

    public void Report(T value)
    {
        lock (_values)
            _values.Add(value);
        act?.Invoke(value);
    }
}
