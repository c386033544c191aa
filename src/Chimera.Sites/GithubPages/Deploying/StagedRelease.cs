using System.Globalization;
using System.Text.RegularExpressions;
using Chimera.Engine.Planning;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>A release that the remote has, under a ref that no page is built from. Its name says which, and since when.</summary>
internal sealed record StagedRelease(string Commit, string Ref, GenerationId Generation, DateTimeOffset At)
{
    public const string Refs = "refs/chimera/";

    private const string Moment = "yyyyMMdd'T'HHmmss'Z'";
    private const string Digest = "sha256:";

    private static readonly Regex Name = new(
        @"^refs/chimera/(?<at>[0-9]{8}T[0-9]{6}Z)-(?<digest>[0-9a-f]{64})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <returns>Null for a ref that is none.</returns>
    public static StagedRelease? Read(string commit, string name) => Name.Match(name) is { Success: true } match
        && DateTimeOffset.TryParseExact(match.Groups["at"].Value, Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out var at)
        ? new StagedRelease(commit, name, new GenerationId(Digest + match.Groups["digest"].Value), at)
        : null;

    /// <returns>Null for a generation that is no digest, and so has no name.</returns>
    public static string? RefOf(GenerationId generation, DateTimeOffset at)
    {
        var name = generation.Value.StartsWith(Digest, StringComparison.Ordinal)
            ? $"{Refs}{at.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture)}-{generation.Value[Digest.Length..]}"
            : "";
        return Name.IsMatch(name) ? name : null;
    }
}
