using Chimera.Engine.Validation;

namespace Chimera.Fleet.Lab;

/// <summary>
/// What all hosts of a lab share: the first process's program, the key to log in with, and an empty /nix to copy,
/// which is faster than a Nix process per host.
/// </summary>
internal static class LabMaterials
{
    /// <summary>Makes what is not there yet. Each appears under its name only when it is whole.</summary>
    public static async Task<Finding?> MakeAsync(LabFolder folder, CancellationToken cancel)
    {
        await File.WriteAllTextAsync(folder.Init, LabScripts.Init, cancel);
        await File.WriteAllTextAsync(folder.Sshd, LabScripts.Sshd, cancel);
        return await MakeKeyAsync(folder, cancel) ?? await MakeTemplateAsync(folder, cancel);
    }

    private static async Task<Finding?> MakeKeyAsync(LabFolder folder, CancellationToken cancel)
    {
        if (File.Exists(folder.Key))
            return null;
        var draft = folder.Key + LabFolder.Draft;
        File.Delete(draft);
        var error = await LabCommand.RunAsync(
            "ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "chimera-lab", "-f", draft], new Dictionary<string, string>(), cancel);
        if (error is not null)
            return Finding.Error("lab.key-failed", $"no ssh key could be made for the lab: {error}");
        File.Move(draft + ".pub", folder.Key + ".pub", overwrite: true);
        File.Move(draft, folder.Key);
        return null;
    }

    private static async Task<Finding?> MakeTemplateAsync(LabFolder folder, CancellationToken cancel)
    {
        if (Directory.Exists(folder.Template))
            return null;
        var draft = folder.Template + LabFolder.Draft;
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = folder.Path, ["NIX_CONFIG"] = "build-users-group =\ngc-reserved-space = 0",
        };
        var error = await LabCommand.RunAsync("nix-store", ["--init", "--store", draft], environment, cancel);
        if (error is not null)
            return Finding.Error("lab.store-failed", $"no empty Nix store could be made for the lab: {error}");
        Directory.Move(Path.Combine(draft, "nix"), folder.Template);
        Directory.Delete(draft, recursive: true);
        return null;
    }
}
