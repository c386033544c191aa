using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>One sshd for the tests of a class that do no harm to it, with a folder of shells to be the host's /bin/sh.</summary>
public sealed class SharedSshServer : IDisposable
{
    private SshServer? _server;
    private readonly Dictionary<string, string> _shells = new() { ["dash"] = "/bin/dash", ["busybox"] = "/bin/busybox", ["bash"] = "/bin/bash" };

    /// <summary>Started by its first use: a fixture can not skip.</summary>
    public SshServer Server => _server ??= SshServer.Start();

    public HostAccess Access => Server.Access;

    /// <param name="shell">dash, busybox or bash.</param>
    /// <param name="settings">Further settings.</param>
    internal SshHostChannels Channels(string shell = "dash", ChannelSettings? settings = null)
    {
        var program = _shells[shell];
        Assert.SkipUnless(File.Exists(program), $"needs {program}");
        var link = Path.Combine(Directory.CreateDirectory(Path.Combine(Server.Folder, shell)).FullName, "sh");
        if (!File.Exists(link))
            File.CreateSymbolicLink(link, program);
        return Operations.Channels((settings ?? new ChannelSettings()) with { Shell = link });
    }

    public void Dispose() => _server?.Dispose();
}
