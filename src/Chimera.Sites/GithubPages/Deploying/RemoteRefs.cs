using System.Collections.Immutable;
using Chimera.Engine.Planning;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>What a remote says of its refs, as far as publishing cares.</summary>
/// <param name="Tip">The commit of the branch that is published; null when there is no such branch.</param>
/// <param name="IsDefault">It is the branch people get who clone the repository.</param>
/// <param name="Staged">Newest first.</param>
internal sealed record RemoteRefs(string? Tip, bool IsDefault, ImmutableArray<StagedRelease> Staged)
{
    /// <summary>The release that the branch leads to; null when Chimera did not put it there.</summary>
    public StagedRelease? Shown => Staged.FirstOrDefault(release => release.Commit == Tip);

    public IEnumerable<StagedRelease> Of(GenerationId generation) => Staged.Where(release => release.Generation == generation);

    /// <param name="output">Of <c>git ls-remote --symref</c>.</param>
    public static RemoteRefs Read(string output, string branch)
    {
        var head = "refs/heads/" + branch;
        string? tip = null;
        var isDefault = false;
        List<StagedRelease> staged = [];
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('\t') is not [var value, var name])
            {
                continue;
            }

            if (name == "HEAD" && value == "ref: " + head)
            {
                isDefault = true;
            }
            else if (IsCommit(value) && name == head)
            {
                tip = value;
            }
            else if (IsCommit(value) && StagedRelease.Read(value, name) is { } release)
            {
                staged.Add(release);
            }
        }

        return new RemoteRefs(tip, isDefault,
            [.. staged.OrderByDescending(release => release.At).ThenBy(release => release.Commit, StringComparer.Ordinal)]);
    }

    // SHA-1, or SHA-256 where a repository has that.
    public static bool IsCommit(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);
}
