namespace Chimera.Fleet.Hosts;

/// <summary>
/// The command that ssh hands to the login shell: constant but for the program's size, and read alike by sh, bash, zsh,
/// fish and csh, for it has nothing but plain words and one text in single quotes without quotes, backslashes or <c>!</c>.
/// </summary>
internal static class Bootstrap
{
    // Where tools are on hosts whose non-interactive PATH does not say so: NixOS, Nix on other systems, the rest.
    private const string Paths = "/run/wrappers/bin:/run/current-system/sw/bin:/nix/var/nix/profiles/default/bin"
        + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    // The shell must not read its program itself: dash reads ahead and would swallow the first requests.
    public static string Command(string shell, bool sudo, int programBytes) =>
        $"{Exec(shell, sudo)} -c 'PATH=$PATH:{Paths}; export PATH; "
        + $"chimera_program=$(dd bs={programBytes} count=1 iflag=fullblock 2>/dev/null) && eval \"$chimera_program\"'";

    /// <summary>Goes the same way and only says a word; nowhere in the command is the word as it is said, so that an echo of the command does not pass for it.</summary>
    public static string Say(string shell, bool sudo, string word) => $"{Exec(shell, sudo)} -c 'echo {word[..1]}\"\"{word[1..]}'";

    private static string Exec(string shell, bool sudo) => $"exec {(sudo ? "sudo -n " : "")}{shell}";
}
