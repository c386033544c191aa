using System.Collections.Immutable;

namespace Chimera.Fleet.Nix;

/// <summary>
/// Root builds through the users of a group, by default <c>nixbld</c>. Where that group was never made (Debian's nix-bin makes none) and
/// nobody has configured another, Nix refuses to build at all; then it is told to build as root itself, as it does for everybody else.
/// </summary>
internal static class BuildUsers
{
    private const string Config = "NIX_CONFIG";
    private const string Option = "build-users-group";

    /// <summary>What to add to Nix's environment on this machine.</summary>
    public static ImmutableDictionary<string, string> Environment()
    {
        var config = System.Environment.GetEnvironmentVariable(Config) ?? "";
        var isMissing = System.Environment.IsPrivilegedProcess
            && !config.Contains(Option, StringComparison.Ordinal)
            && !Mentions("/etc/nix/nix.conf", Option)
            && !Mentions("/etc/group", "nixbld:");
        return isMissing
            ? ImmutableDictionary<string, string>.Empty.Add(Config, $"{config}\n{Option} =\n")
            : ImmutableDictionary<string, string>.Empty;
    }

    private static bool Mentions(string file, string text)
    {
        try
        {
            return File.ReadAllText(file).Contains(text, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
