using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>A real sshd on a random loopback port with keys of its own, in a folder that goes with it.</summary>
public sealed class SshServer : IDisposable
{
    private const string Sshd = "/usr/sbin/sshd";
    private Process? _sshd;

    private SshServer(string folder, int port) => (Folder, Port) = (folder, port);

    public string Folder { get; }

    public int Port { get; }

    public string Config => Path.Combine(Folder, "ssh_config");

    public string KnownHosts => Path.Combine(Folder, "known_hosts");

    public HostAccess Access => new("127.0.0.1", Port, null, false, HostKeyPolicy.AcceptNew, Config, TimeSpan.FromSeconds(10));

    /// <param name="settings">Further lines of sshd_config.</param>
    /// <param name="wrap">A script that ends in <c>exec "$@"</c>, run before sshd, where it must see another world.</param>
    /// <param name="prepare">Puts further files into the folder.</param>
    public static SshServer Start(string settings = "", string? wrap = null, Action<string>? prepare = null)
    {
        Assert.SkipUnless(File.Exists(Sshd), "needs an OpenSSH server");
        var server = new SshServer(Directory.CreateTempSubdirectory("chimera-ssh-").FullName, FreePort());
        try
        {
            server.WriteFiles(settings);
            prepare?.Invoke(server.Folder);
            server.Run(wrap);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public string InFolder(string name) => Path.Combine(Folder, name);

    public void Stop()
    {
        if (_sshd is null)
            return;
        _sshd.Kill(entireProcessTree: true);
        _sshd.WaitForExit();
        _sshd.Dispose();
        _sshd = null;
    }

    /// <summary>Ends what listens and leaves the sessions.</summary>
    public void StopListening()
    {
        _sshd!.Kill();
        // Not without a limit: that would also wait for the sessions, which hold its standard error.
        Assert.True(_sshd.WaitForExit(TimeSpan.FromSeconds(30)));
    }

    /// <summary>What listens still does, but never answers.</summary>
    public void Freeze() => Tool("kill", "-STOP", _sshd!.Id.ToString(CultureInfo.InvariantCulture));

    public void Restart()
    {
        Stop();
        Run(null);
    }

    /// <summary>Gives the server another host key, as a reinstallation would.</summary>
    public void ChangeHostKey()
    {
        Stop();
        File.Delete(InFolder("host_key"));
        Keygen("host_key");
        Run(null);
    }

    public string Fingerprint() => Tool("ssh-keygen", "-lf", InFolder("host_key.pub")).Split(' ')[1];

    public void Dispose()
    {
        Stop();
        Directory.Delete(Folder, recursive: true);
    }

    public static string Tool(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return text;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void WriteFiles(string settings)
    {
        Keygen("host_key");
        Keygen("user_key");
        File.Copy(InFolder("user_key.pub"), InFolder("authorized_keys"));
        File.WriteAllText(InFolder("sshd_config"), $"""
            ListenAddress 127.0.0.1:{Port}
            HostKey {Folder}/host_key
            AuthorizedKeysFile {Folder}/authorized_keys
            PidFile none
            UsePAM no
            StrictModes no
            PasswordAuthentication no
            KexAlgorithms curve25519-sha256
            {settings}

            """);
        File.WriteAllText(Config, $"""
            Host *
              UserKnownHostsFile {KnownHosts}
              GlobalKnownHostsFile /dev/null
              IdentityFile {Folder}/user_key
              IdentitiesOnly yes

            """);
    }

    private void Run(string? wrap)
    {
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        string[] sshd = [Sshd, "-D", "-e", "-f", InFolder("sshd_config")];
        var start = wrap is null
            ? new ProcessStartInfo(Sshd, sshd[1..])
            : new ProcessStartInfo("unshare", ["-m", "/bin/sh", "-c", wrap, "sh", .. sshd]);
        start.UseShellExecute = false;
        start.RedirectStandardError = true;
        _sshd = Process.Start(start)!;
        // What it logs is read on, or it would stop when the pipe is full.
        using var listening = new ManualResetEventSlim();
        var log = "";
        _sshd.ErrorDataReceived += (_, line) =>
        {
            log += line.Data + "\n";
            if (line.Data is null || line.Data.StartsWith("Server listening", StringComparison.Ordinal))
                listening.Set();
        };
        _sshd.BeginErrorReadLine();
        Assert.True(listening.Wait(TimeSpan.FromSeconds(30)), log);
        Assert.False(_sshd.HasExited, log);
    }

    private void Keygen(string name) => Tool("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "chimera-test", "-f", InFolder(name));
}
