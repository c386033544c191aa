namespace Chimera.Fleet.Tests.Faults;

/// <summary>Waits for a condition on hosts that a busy machine may make very slow.</summary>
internal static class Patience
{
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!holds())
            await Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token);
    }
}
