using System.Globalization;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Lab;

/// <summary>Switches single hosts of a lab on and off, and does things inside them. A null finding means that it was done.</summary>
internal sealed class HostPower(LabFolder folder, LabRecord record, TimeProvider time)
{
    public LabHost Look(string name) => new(
        name, record.AddressOf(name), HostProcess.Find(folder.Host(name))?.State ?? LabHostState.Off);

    /// <summary>On, trusted, and without what the lab broke.</summary>
    public async Task<Finding?> UpAsync(string name, CancellationToken cancel)
    {
        var isNew = !Directory.Exists(folder.Host(name));
        return await OnAsync(name, cancel) ?? (isNew ? null : await DoInsideAsync(name, "mend", cancel)) ?? Trust(name);
    }

    public async Task<Finding?> OnAsync(string name, CancellationToken cancel)
    {
        if (HostProcess.Find(folder.Host(name)) is not null)
            return null;
        Directory.CreateDirectory(folder.Host(name));
        var environment = new Dictionary<string, string>
        {
            ["HOST_DIR"] = folder.Host(name),
            ["HOST_NAME"] = name,
            ["HOST_ADDRESS"] = record.AddressOf(name),
            ["SSH_PORT"] = record.Options.SshPort.ToString(CultureInfo.InvariantCulture),
            ["KEX"] = record.Options.KexAlgorithms,
            ["MAX_STARTUPS"] = record.Options.MaxStartups,
            ["SHELL_KIND"] = record.Options.Shell == LabShell.BusyBox ? "busybox" : "machine",
            ["TEMPLATE"] = folder.Template,
            ["CLIENT_KEY"] = folder.Key + ".pub",
        };
        var error = await LabCommand.RunAsync("/bin/sh", ["-c", LabScripts.PowerOn, "power-on", folder.Init, folder.Sshd], environment, cancel);
        if (error is null)
            return null;
        var console = ConsoleLine(name);
        await OffAsync(folder, name, time, cancel);
        return Finding.Error(
            "lab.boot-failed", $"{name} did not come up: {console ?? error}", $"read {folder.Console(name)}, then run lab up again");
    }

    public Task<Finding?> OffAsync(string name, CancellationToken cancel) => OffAsync(folder, name, time, cancel);

    public static async Task<Finding?> OffAsync(LabFolder folder, string name, TimeProvider time, CancellationToken cancel)
    {
        if (HostProcess.Find(folder.Host(name)) is not { } process)
            return null;
        await process.KillAsync(time, cancel);
        return process.IsAlive
            ? Finding.Error(
                "lab.host-stuck", $"{name} was killed and does not end: a process of it waits for something that does not come",
                "see what waits with 'ps -eo pid,stat,wchan:32,args', end that, then do it again")
            : null;
    }

    /// <summary>Runs one function of <c>inside.sh</c> in the host's namespaces.</summary>
    public async Task<Finding?> DoInsideAsync(string name, string function, CancellationToken cancel)
    {
        if (HostProcess.Find(folder.Host(name)) is not { } process)
            return Finding.Error("lab.host-off", $"{name} is off", $"run lab break {name} boot first");
        var target = process.Pid.ToString(CultureInfo.InvariantCulture);
        var error = await LabCommand.RunAsync(
            "nsenter",
            ["--target", target, "--mount", "--pid", "--uts", "--", "/bin/sh", "-c", LabScripts.Inside, "inside", function],
            new Dictionary<string, string>(),
            cancel);
        return error is null
            ? null
            : Finding.Error("lab.host-failed", $"{name} could not do {function}: {error}", "run lab up to repair the host");
    }

    /// <summary>Makes the key the host has now the one that the lab's ssh configuration trusts.</summary>
    public Finding? Trust(string name)
    {
        if (!File.Exists(folder.PublicKey(name)))
            return Finding.Error("lab.no-host-key", $"{name} has no host key", "run lab up to repair the host");
        File.WriteAllText(folder.KnownHosts(name) + LabFolder.Draft, LabDocuments.KnownHosts(name, File.ReadAllText(folder.PublicKey(name))));
        File.Move(folder.KnownHosts(name) + LabFolder.Draft, folder.KnownHosts(name), overwrite: true);
        return null;
    }

    private string? ConsoleLine(string name) =>
        File.Exists(folder.Console(name)) ? LabCommand.LastLine(File.ReadAllText(folder.Console(name))) : null;
}
