using System.Globalization;
using Chimera.Fleet.Lab;

namespace Chimera.Fleet.Tests.Lab;

/// <summary>A lab of one test, in a folder of its own.</summary>
internal sealed class TemporaryLab : IAsyncDisposable
{
    private const string Prefix = "chimera-lab-test-";

    public TemporaryLab() => Lab = new HostLab(Directory);

    public string Directory { get; } = NewDirectory();

    public HostLab Lab { get; }

    public async Task<LabOutcome.Done> UpAsync(int hosts, LabOptions? options = null) => LabAssert.Done(
        await Lab.UpAsync(hosts, options ?? new LabOptions(), progress: null, TestContext.Current.CancellationToken));

    public Task<LabOutcome> DownAsync() => Lab.DownAsync(progress: null, TestContext.Current.CancellationToken);

    public Task<TestReply> RunAsync(string host, string line) => TestCommand.RunAsync("ssh", ["-F", Lab.SshConfig, host, line]);

    public string Host(string name) => Path.Combine(Directory, "hosts", name);

    public async ValueTask DisposeAsync() => await RemoveAsync(Directory);

    /// <summary>Named after this process, so that a later run finds what a killed one left.</summary>
    public static string NewDirectory() =>
        Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}-{Path.GetRandomFileName()}");

    public static void SkipUnlessPossible()
    {
        var finding = LabPrograms.Check(new LabOptions("deploy")).FirstOrDefault();
        Assert.SkipUnless(finding is null, $"{finding?.Message}");
    }

    public static async Task RemoveAsync(string directory)
    {
        if (System.IO.Directory.Exists(directory))
            LabAssert.Done(await new HostLab(directory).DownAsync(progress: null, CancellationToken.None));
    }

    public static async Task RemoveOrphansAsync()
    {
        foreach (var directory in System.IO.Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var owner = Path.GetFileName(directory)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, CultureInfo.InvariantCulture, out _) && !System.IO.Directory.Exists($"/proc/{owner}"))
                await RemoveAsync(directory);
        }
    }
}
