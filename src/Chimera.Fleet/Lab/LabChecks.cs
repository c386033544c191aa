using Chimera.Engine.Validation;

namespace Chimera.Fleet.Lab;

/// <summary>What is looked at before a lab is touched.</summary>
internal static class LabChecks
{
    public static IEnumerable<Finding> BeforeUp(LabFolder folder, int hosts, LabOptions options)
    {
        var count = hosts is < 1 or > Loopback.HostsPerBlock
            ? Finding.Error("lab.bad-option", $"a lab cannot have {hosts} hosts", $"use 1 to {Loopback.HostsPerBlock}")
            : null;
        return [.. LabPrograms.Check(options), .. options.Check(), .. new[] { count, Folder(folder) }.OfType<Finding>()];
    }

    /// <summary>Only a folder that a lab made is ever emptied.</summary>
    public static Finding? Folder(LabFolder folder)
    {
        if (folder.Path.Any(letter => char.IsControl(letter) || letter is '"' or '\\'))
        {
            return Finding.Error(
                "lab.bad-directory",
                "the name of a lab's folder cannot have quotes, backslashes or control characters",
                "choose another folder");
        }

        return folder.IsForeign
            ? Finding.Error("lab.not-a-lab", $"{folder.Path} holds something that is not a lab", "choose another folder")
            : null;
    }

    public static Finding NoLab(LabFolder folder) => Finding.Error("lab.not-up", $"there is no lab in {folder.Path}", "run lab up first");

    public static Finding PortTaken(int port) => Finding.Error(
        "lab.port-taken", $"something on this machine listens on port {port} of every address", "choose another port for the lab's sshd");

    public static Finding UnknownHost(string name, LabRecord record) => Finding.Error(
        "lab.unknown-host", $"the lab has no host '{name}'", $"use lab1 to {LabFolder.NameOf(record.Hosts)}");

    public static Finding UnknownBreak(string kind) => Finding.Error(
        "lab.unknown-break",
        $"a host cannot be broken by '{kind}'",
        $"use one of {string.Join(", ", BreakKind.All.Select(known => known.Name))}");
}
