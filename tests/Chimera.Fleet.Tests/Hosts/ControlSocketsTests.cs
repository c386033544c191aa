using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>The folder of the control sockets comes with its owner and goes with it, or with the next owner.</summary>
public sealed class ControlSocketsTests
{
    [Fact]
    public void It_is_ours_alone_and_goes_with_us()
    {
        var sockets = ControlSockets.Make(TimeProvider.System);
        var (first, second) = (sockets.Next()!, sockets.Next()!);
        var folder = Path.GetDirectoryName(first)!;
        Assert.NotEqual(first, second);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        File.WriteAllText(first, "");
        sockets.Dispose();
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void What_a_killed_owner_left_is_removed_by_the_next_and_what_a_living_one_has_is_not()
    {
        using var living = ControlSockets.Make(TimeProvider.System);
        var kept = Path.GetDirectoryName(living.Next()!)!;
        // As it is after kill -9: the lock is there and nobody holds it.
        var left = Directory.CreateTempSubdirectory("chimera-control-").FullName;
        File.WriteAllText(Path.Combine(left, "lock"), "");
        File.WriteAllText(Path.Combine(left, "1"), "");

        var young = Directory.CreateTempSubdirectory("chimera-control-").FullName;
        foreach (var folder in (string[])[left, kept])
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow - TimeSpan.FromMinutes(2));

        using var next = ControlSockets.Make(TimeProvider.System);

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(kept));
        Assert.True(Directory.Exists(young));
        Directory.Delete(young);
    }
}
