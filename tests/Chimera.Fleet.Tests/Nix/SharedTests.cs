using Chimera.Fleet.Nix;

namespace Chimera.Fleet.Tests.Nix;

public sealed class SharedTests
{
    [Fact]
    public async Task The_work_is_done_once_for_all_who_ask()
    {
        using var shared = new Shared<string, int>(_ => true);
        var (began, go) = (0, new TaskCompletionSource());
        async Task<int> WorkAsync(CancellationToken cancel)
        {
            Interlocked.Increment(ref began);
            await go.Task.WaitAsync(cancel);
            return 42;
        }

        var asked = Enumerable.Range(0, 10).Select(_ => shared.GetAsync("a", WorkAsync, default)).ToList();
        go.SetResult();
        Assert.All(await Task.WhenAll(asked), value => Assert.Equal(42, value));
        Assert.Equal(42, await shared.GetAsync("a", _ => throw new InvalidOperationException("not again"), default));
        Assert.Equal(1, began);
    }

    [Fact]
    public async Task One_who_stops_waiting_does_not_stop_the_work()
    {
        using var shared = new Shared<string, int>(_ => true);
        var go = new TaskCompletionSource<int>();
        using var impatient = new CancellationTokenSource();
        var first = shared.GetAsync("a", cancel => go.Task.WaitAsync(cancel), impatient.Token);
        var second = shared.GetAsync("a", _ => throw new InvalidOperationException("not again"), default);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        go.SetResult(7);
        Assert.Equal(7, await second);
    }

    [Fact]
    public async Task What_failed_or_is_not_worth_keeping_is_done_again()
    {
        using var shared = new Shared<string, int>(value => value > 0);
        await Assert.ThrowsAsync<IOException>(() => shared.GetAsync("a", _ => throw new IOException(), default));
        Assert.Equal(0, await shared.GetAsync("a", _ => Task.FromResult(0), default));
        Assert.Equal(1, await shared.GetAsync("a", _ => Task.FromResult(1), default));
        Assert.Equal(1, await shared.GetAsync("a", _ => Task.FromResult(2), default));
    }

    [Fact]
    public async Task Disposing_stops_the_work()
    {
        var shared = new Shared<string, int>(_ => true);
        var asked = shared.GetAsync("a", cancel => new TaskCompletionSource<int>().Task.WaitAsync(cancel), default);
        shared.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Throws<ObjectDisposedException>(() => { _ = shared.GetAsync("b", _ => Task.FromResult(1), default); });
    }
}
