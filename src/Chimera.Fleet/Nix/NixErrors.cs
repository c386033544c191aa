using System.Text.RegularExpressions;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Nix;

/// <summary>
/// Reads the one thing that matters out of what Nix writes when it fails. Up to 2.18 the error stands first and its place and trace follow;
/// since then the trace comes first (<c>error:</c> alone on its line), then the error.
/// </summary>
internal static partial class NixErrors
{
    private const int LongestMessage = 400;

    /// <summary>The last error's text on one line, without colours.</summary>
    public static string MessageOf(string stderr)
    {
        var lines = Lines(stderr);
        var last = Array.FindLastIndex(lines, line => Error().IsMatch(line));
        if (last < 0)
            return Shorten(Array.FindLast(lines, line => line.Trim().Length > 0)?.Trim() ?? "Nix did not say why");
        var rest = lines[last..].TakeWhile((line, i) => i == 0 || (line.Trim().Length > 0 && !At().IsMatch(line)));
        var text = rest.Select((line, i) => (i == 0 ? Error().Match(line).Groups["text"].Value : line).Trim()).Where(line => line.Length > 0);
        // NixOS writes its failed assertions below an empty first line; every other error has said enough in its first.
        return Shorten(Error().Match(lines[last]).Groups["text"].Value.Trim() is { Length: > 0 } first ? first : string.Join(' ', text));
    }

    /// <summary>Where the last error stands: the first place after it, else the last one before it.</summary>
    public static Place? PlaceOf(string stderr)
    {
        var lines = Lines(stderr);
        var last = Math.Max(0, Array.FindLastIndex(lines, line => Error().IsMatch(line)));
        var at = lines[last..].Concat(lines[..last].Reverse()).Select(line => At().Match(line)).FirstOrDefault(match => match.Success);
        return at is null
            ? null
            : new Place(at.Groups["file"].Value, int.Parse(at.Groups["line"].Value), int.Parse(at.Groups["column"].Value));
    }

    /// <summary>A failure that has nothing to do with what was asked; null when this is none.</summary>
    public static Finding? StoreTrouble(string stderr) => Store().IsMatch(MessageOf(stderr))
        ? Finding.Error(
            "nix.store-unavailable",
            $"the Nix store here cannot be used: {MessageOf(stderr)}",
            "start the Nix daemon (systemctl start nix-daemon), or run as a user who may use it (on Debian: of the group nix-users)")
        : null;

    /// <summary>Cuts text into lines and takes the colours out.</summary>
    public static string[] Lines(string text) => Colour().Replace(text, "").Split('\n');

    public static string Shorten(string message) => message.Length > LongestMessage ? message[..LongestMessage] + "…" : message;

    [GeneratedRegex(@"^\s*error:(?<text>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Error();

    [GeneratedRegex(@"^\s*at (?<file>\S.*):(?<line>[0-9]{1,9}):(?<column>[0-9]{1,9}):?\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex At();

    [GeneratedRegex(@"cannot connect to socket at|cannot open connection to remote store|/nix/(var/.*|store'.*)(Permission denied|Operation not permitted)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Store();

    [GeneratedRegex(@"\e\[[0-9;]*[A-Za-z]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Colour();
}
