using Chimera.Fleet.Lab;

namespace Chimera.Fleet.Tests.Lab;

/// <summary>A lab host that belongs to one test until it is disposed; then a new one takes its place.</summary>
public sealed class RentedHost : IAsyncDisposable
{
    private readonly Func<RentedHost, Task> _giveBack;

    internal RentedHost(HostLab lab, LabHost host, string directory, Func<RentedHost, Task> giveBack)
    {
        (Lab, Name, Address, Directory, _giveBack) = (lab, host.Name, host.Address, directory, giveBack);
    }

    public HostLab Lab { get; }

    /// <summary>The Host alias in <see cref="SshConfig"/>.</summary>
    public string Name { get; }

    /// <summary>Its loopback address; services of the example listen there.</summary>
    public string Address { get; }

    public string SshConfig => Lab.SshConfig;

    /// <summary>The host's disk as the machine sees it: nix, etc, var, root.</summary>
    public string Directory { get; }

    /// <summary>A shell line on the host, by a plain ssh of its own.</summary>
    internal Task<TestReply> RunAsync(string line, byte[]? input = null) =>
        TestCommand.RunAsync("ssh", ["-F", SshConfig, Name, line], input);

    /// <summary>Brings closures to the host's store by plain export and import.</summary>
    internal async Task ImportAsync(params string[] paths)
    {
        var closure = (await TestCommand.RunAsync("nix-store", ["--query", "--requisites", .. paths])).Succeeded();
        var export = await TestCommand.RunAsync("nix-store", ["--export", .. closure.Split('\n')]);
        export.Succeeded();
        (await RunAsync("nix-store --import >/dev/null", export.Bytes)).Succeeded();
    }

    internal async Task BreakAsync(string kind) =>
        LabAssert.Done(await Lab.BreakAsync(Name, kind, CancellationToken.None));

    public async ValueTask DisposeAsync() => await _giveBack(this);
}
