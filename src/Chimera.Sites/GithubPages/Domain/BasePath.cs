using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chimera.Engine.Truth;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Jekyll;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Domain;

/// <summary>
/// The path that a site lives under: none with a domain of its own or as the site of a user (<c>owner.github.io</c>), else
/// <c>/repository</c>. Which repository it is stands in git's configuration, in <c>_config.yml</c>, or in the address in
/// <c>package.json</c>.
/// </summary>
internal static class BasePath
{
    private const RegexOptions Linear =
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    private static readonly Regex Remote = new(
        @"^\s*url\s*=\s*\S*github\.com[:/](?<owner>[\w.-]+)/(?<name>[\w.-]+)\s*$", Linear | RegexOptions.Multiline);

    private static readonly Regex Address = new(@"^https?://(?<owner>[\w-]+)\.github\.io(/(?<name>[\w.-]+))?/?$", Linear);

    /// <returns>A value of null says that it is not known; an empty one, that there is none.</returns>
    public static Fact Of(SiteFolder folder, Fact domain, JekyllConfig config)
    {
        const string Name = "base-path";
        if (domain.Value is not null)
        {
            return new Fact(Name, "", domain.Place, Evidence.Documented);
        }

        if (Read(folder, ".git/config") is { } git && Remote.Match(git) is { Success: true } remote)
        {
            return new Fact(Name, PathOf(remote.Groups["owner"].Value, remote.Groups["name"].Value), Place.Of(".git/config"),
                Evidence.Documented);
        }

        if (config.Repository?.Split('/') is [var owner, var name])
        {
            return new Fact(Name, PathOf(owner, name), config.File is null ? null : Place.Of(config.File), Evidence.Documented);
        }

        if (Homepage(folder) is { } homepage && Address.Match(homepage) is { Success: true } address)
        {
            var repository = address.Groups["name"].Value;
            return new Fact(Name, repository.Length == 0 ? "" : "/" + repository, Place.Of("package.json"), Evidence.Documented);
        }

        return new Fact(Name, null, null, Evidence.Unknown);
    }

    private static string PathOf(string owner, string repository)
    {
        var name = repository.EndsWith(".git", StringComparison.Ordinal) ? repository[..^4] : repository;
        return name.Equals(owner + ".github.io", StringComparison.OrdinalIgnoreCase) ? "" : "/" + name;
    }

    private static string? Homepage(SiteFolder folder)
    {
        try
        {
            using var document = folder.Read("package.json", 1 << 20) is { } bytes ? JsonDocument.Parse(bytes) : null;
            return document?.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("homepage", out var homepage)
                && homepage.ValueKind == JsonValueKind.String ? homepage.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Read(SiteFolder folder, string path) => folder.Read(path, 1 << 16) is { } bytes ? Encoding.UTF8.GetString(bytes)
        : null;
}
