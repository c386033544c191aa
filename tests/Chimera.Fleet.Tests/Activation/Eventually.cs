namespace Chimera.Fleet.Tests.Activation;

/// <summary>Waits for a condition that nothing announces.</summary>
internal static class Eventually
{
    public static async Task Async(Func<bool> condition)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, "what was waited for did not come");
            await Task.Delay(5);
        }
    }

    public static Task FileAsync(string path) => Async(() => File.Exists(path));
}
