using System.Diagnostics;
using System.Globalization;
using Chimera.Fleet.Lab;

namespace Chimera.Fleet.Tests.Lab;

public sealed class HostProcessTests
{
    [Fact]
    public async Task What_cannot_be_killed_is_given_up_and_killed_when_it_can_be()
    {
        TemporaryLab.SkipUnlessPossible();
        using var outer = Start("unshare", "--pid", "--fork", "--kill-child", "sleep", "1000");
        using var guest = await GuestAsync(outer);
        try
        {
            var first = ChildOf(outer)!.Value;
            HostProcess host = new(first, StartTimeOf(first), File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim());
            Assert.True(host.IsAlive);
            // Its guest came from outside; who brought it is stopped and buries it not, so the kernel keeps the host.
            await SignalAsync("-STOP", guest.Id);

            await host.KillAsync(new HastyClock(), TestContext.Current.CancellationToken);
            Assert.True(host.IsAlive);

            await SignalAsync("-CONT", guest.Id);
            await host.KillAsync(TimeProvider.System, TestContext.Current.CancellationToken);
            Assert.False(host.IsAlive);
        }
        finally
        {
            guest.Kill();
            outer.Kill();
        }
    }

    /// <summary>Somebody who brings a process into the namespace and waits for it outside.</summary>
    private static async Task<Process> GuestAsync(Process outer)
    {
        try
        {
            var first = await SleepingAsync(outer);
            var guest = Start("nsenter", "--target", first.ToString(CultureInfo.InvariantCulture), "--pid", "sleep", "1000");
            await SleepingAsync(guest);
            return guest;
        }
        catch
        {
            outer.Kill();
            throw;
        }
    }

    /// <summary>Waits until the process has a child that is a sleep.</summary>
    private static async Task<int> SleepingAsync(Process process)
    {
        while (true)
        {
            Assert.False(process.HasExited, $"{process.StartInfo.FileName} ended");
            if (ChildOf(process) is { } child && File.ReadAllText($"/proc/{child}/comm").Trim() == "sleep")
                return child;
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private static int? ChildOf(Process process) =>
        File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            is [var child, ..] ? int.Parse(child, CultureInfo.InvariantCulture) : null;

    private static ulong StartTimeOf(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return ulong.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19], CultureInfo.InvariantCulture);
    }

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true,
        })!;

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = Start("kill", signal, process.ToString(CultureInfo.InvariantCulture));
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>A clock by which minutes go by between two looks at it.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private long _minutes;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Increment(ref _minutes) * TimeSpan.TicksPerMinute;
    }
}
