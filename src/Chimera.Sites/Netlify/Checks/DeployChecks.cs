using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Checks;

/// <summary>Whether what is built is what is published, and whether the rules are where Netlify looks for them.</summary>
internal static class DeployChecks
{
    private const int MaxPackageBytes = 4 << 20;

    public static IEnumerable<SiteFinding> Find(
        SiteFolder folder, NetlifyConfigResult result, ResolvedPlaces places, PublishedFiles published)
    {
        var command = JsValue.AsString(result.Config["build"]?["command"]);
        var isThere = folder.KindOf(result.Publish) == EntryKind.Folder;
        var publish = places.Find("build", "publish");
        var script = BuildScript(folder, result.BuildDir);
        if (command is null && script is not null && !published.Contains("/index.html"))
        {
            var package = SitePath.Join(result.BuildDir, "package.json");
            yield return new SiteFinding(
                NetlifyFindings.CommandMissing,
                $"'{package}' has a script 'build', but no build command is set and '{SitePath.Shown(result.Publish)}' has no index.html",
                result.ConfigPath is null ? Place.Of(package) : Place.Of(result.ConfigPath), Subject: script);
        }
        else if (command is null && !isThere)
        {
            yield return new SiteFinding(
                NetlifyFindings.PublishMissing, $"the publish folder '{result.Publish}' does not exist, and no build command makes it",
                publish?.Place ?? (result.ConfigPath is null ? null : Place.Of(result.ConfigPath)), publish?.Span, Subject: result.Publish);
        }

        foreach (var path in new[] { result.RedirectsPath, result.HeadersPath })
        {
            foreach (var finding in Misplaced(folder, result, path, command, isThere))
            {
                yield return finding;
            }
        }
    }

    /// <summary>A file of rules at the root or in the base folder, where Netlify does not look for it.</summary>
    private static IEnumerable<SiteFinding> Misplaced(
        SiteFolder folder, NetlifyConfigResult result, string path, string? command, bool isThere)
    {
        var name = SitePath.NameOf(path);
        if (folder.KindOf(path) != EntryKind.Absent || (!isThere && command is not null)
            || command?.Contains(name, StringComparison.Ordinal) == true)
        {
            yield break;
        }

        foreach (var other in new[] { name, SitePath.Join(result.BuildDir, name) }.Distinct(StringComparer.Ordinal)
            .Where(other => folder.KindOf(other) == EntryKind.File))
        {
            yield return new SiteFinding(
                NetlifyFindings.RulesNotDeployed, $"'{other}' is not read: Netlify looks for '{path}', in the publish folder", Place
                    .Of(other), Subject: path);
        }
    }

    private static string? BuildScript(SiteFolder folder, string buildDir)
    {
        if (folder.Read(SitePath.Join(buildDir, "package.json"), MaxPackageBytes) is not { } bytes)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(bytes) is JsonObject package && package["scripts"] is JsonObject scripts
                ? JsValue.AsString(scripts["build"]) : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // The person's package manager says so better than a finding here.
            return null;
        }
    }
}
