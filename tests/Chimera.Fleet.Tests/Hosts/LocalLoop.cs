using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>A program in the place of ssh that runs the command here, for what would cost too many handshakes.</summary>
internal sealed class LocalLoop : IDisposable
{
    public LocalLoop()
    {
        Folder = Directory.CreateTempSubdirectory("chimera-loop-").FullName;
        File.WriteAllText(Program, "#!/bin/sh\nfor command do :; done\nexec setsid /bin/sh -c \"$command\"\n");
        SshServer.Tool("chmod", "755", Program);
    }

    public string Folder { get; }

    public string Program => Path.Combine(Folder, "ssh");

    public static HostAccess Access => new("here", null, null, false, HostKeyPolicy.Strict, null, TimeSpan.FromMinutes(1));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
