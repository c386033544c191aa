using Chimera.Engine.Validation;

namespace Chimera.Fleet;

/// <summary>What a toplevel must have to be activated; the host looks for the same.</summary>
internal static class Toplevel
{
    private static readonly string[] Activators = ["bin/switch-to-configuration", "deploy-rs-activate", "bin/activate", "activate"];

    /// <summary>Null when it can be activated, or when it is not in the controller's store and only the host can tell.</summary>
    public static Finding? Check(string path) =>
        !Directory.Exists(path) || Activators.Any(activator => File.Exists(Path.Combine(path, activator)))
            ? null
            : Finding.Error(
                "activation.nothing-to-activate",
                $"{path} has none of {string.Join(", ", Activators)}",
                "deploy a system's toplevel (config.system.build.toplevel), a home, or a deploy-rs profile");
}
