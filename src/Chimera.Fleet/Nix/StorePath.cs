using System.Text.RegularExpressions;

namespace Chimera.Fleet.Nix;

/// <summary>A path in a Nix store, taken apart: <c>/nix/store/DIGEST-NAME</c>.</summary>
/// <param name="Digest">32 digits of Nix's base 32.</param>
/// <param name="Name">The rest: a package's name and, mostly, its version.</param>
internal sealed partial record StorePath(string Digest, string Name)
{
    /// <summary>Enough of the digest to tell two builds of one package apart.</summary>
    public string ShortDigest => Digest[..8];

    /// <summary>Null when the text is no absolute path of this form. The store's own folder may be any.</summary>
    public static StorePath? Parse(string text)
    {
        var match = Form().Match(text);
        return match.Success ? new StorePath(match.Groups["digest"].Value, match.Groups["name"].Value) : null;
    }

    // The characters are those of the manual, "Store Path": names of at most 211 of [a-zA-Z0-9+-._?=].
    [GeneratedRegex(@"^(/[a-zA-Z0-9+._?=-]+)+/(?<digest>[0-9a-df-np-sv-z]{32})-(?<name>[a-zA-Z0-9+._?=-]{1,211})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
