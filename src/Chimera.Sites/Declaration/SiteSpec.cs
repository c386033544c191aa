using System.Text.Json.Nodes;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Declaration;

/// <summary>Everything the realm needs to know of one site on one platform.</summary>
/// <param name="Folder">Absolute.</param>
public sealed record SiteSpec(string Folder, Platform Platform, DeployContext Context)
{
    public JsonObject Write() => new()
    {
        ["folder"] = Folder,
        ["platform"] = Platform.Name(),
        ["context"] = Context.Name,
        ["branch"] = Context.Branch,
    };

    /// <exception cref="FormatException">The document is no site spec.</exception>
    public static SiteSpec Read(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        try
        {
            return new SiteSpec(
                document["folder"]!.GetValue<string>(),
                PlatformNames.Parse(document["platform"]!.GetValue<string>()) ?? throw new FormatException("no such platform"),
                new DeployContext(document["context"]!.GetValue<string>(), document["branch"]!.GetValue<string>()));
        }
        catch (Exception e) when (e is NullReferenceException or InvalidOperationException)
        {
            throw new FormatException($"this is no site spec: {e.Message}", e);
        }
    }
}
