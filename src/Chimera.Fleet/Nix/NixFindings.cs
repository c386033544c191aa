using Chimera.Engine.Validation;

namespace Chimera.Fleet.Nix;

/// <summary>The words for what goes wrong with Nix; every code starts with <c>nix.</c></summary>
internal static class NixFindings
{
    public static NixAnswer<T> As<T>(this Finding why) => new NixAnswer<T>.Failed(why);

    public static Finding NotFound(string program) => Finding.Error(
        "nix.not-found",
        $"Nix is not installed here: there is no '{program}' on the PATH",
        "install it: 'apt install nix-bin' on Debian and Ubuntu, elsewhere as https://nixos.org/download says");

    public static Finding NotStarted(string program, string why) => Finding.Error(
        "nix.not-started", $"'{program}' could not be started: {why}", "make sure that the folder of the truth file exists and that the program may be run");

    public static Finding OutputTooLarge(string program, int limit) => Finding.Error(
        "nix.output-too-large", $"'{program}' wrote more than {limit >> 20} MiB and was ended", "make the evaluated value smaller");

    public static Finding NotAStorePath(string text) => Finding.Error(
        "nix.not-a-store-path", $"'{text}' is no store path", "write it in full, as /nix/store/DIGEST-NAME without anything behind the name");

    public static Finding PathMissing(string path) => Finding.Error(
        "nix.path-missing", $"{path} is not in the store of this machine", "build it here, or copy it here with 'nix copy --from'");

    public static Finding NotOneDerivation(string what, string output)
    {
        var count = output.Count(character => character == '\n');
        return Finding.Error(
            "nix.not-one-derivation", $"{what} evaluates to {count} derivations, and a system is one", "name the system by its attribute");
    }

    public static Finding EvaluationFailed(string what, string stderr, string folder)
    {
        var place = NixErrors.PlaceOf(stderr) is { } at ? FlakePlaces.InTheWorkingTree(at, what, folder) : null;
        return Finding.Error(
            "nix.evaluation-failed",
            $"{what} does not evaluate: {NixErrors.MessageOf(stderr)}",
            place is null ? "correct what Nix names, then try again" : "correct the expression there, then try again",
            place);
    }

    public static Finding Unreadable(string what, string why) => Finding.Error(
        "nix.output-unreadable", $"what Nix printed about {what} cannot be read: {NixErrors.Shorten(why)}", "see what the same command prints by hand, and whether this Nix is older than 2.8");

    public static Finding ExportFailed(string stderr) => Finding.Error(
        "nix.export-failed",
        $"the closure could not be read from the store: {NixErrors.MessageOf(stderr)}",
        "repair the store with 'nix-store --verify --check-contents --repair', then try again");

    public static Finding Unexpected(string stderr) => Finding.Error(
        "nix.failed", $"Nix failed: {NixErrors.MessageOf(stderr)}", "correct what Nix names, then try again");
}
