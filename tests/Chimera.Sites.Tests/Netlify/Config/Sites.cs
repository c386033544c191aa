using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Netlify.Config;

/// <summary>Small sites for tests.</summary>
internal static class Sites
{
    public static NetlifyConfigOutcome Resolve(
        string toml, string context = "production", string branch = "main", params (string Path, string Text)[] files)
    {
        var all = files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);
        all["netlify.toml"] = toml;
        return NetlifyConfig.Resolve(SiteFolder.Of(all), new DeployContext(context, branch), TestContext.Current.CancellationToken);
    }

    public static NetlifyConfigResult Result(
        string toml, string context = "production", string branch = "main", params (string Path, string Text)[] files) =>
        Assert.IsType<NetlifyConfigOutcome.Resolved>(Resolve(toml, context, branch, files)).Result;

    public static NetlifyConfigOutcome.Fatal Fatal(string toml, params (string Path, string Text)[] files) =>
        Assert.IsType<NetlifyConfigOutcome.Fatal>(Resolve(toml, files: files));
}
