using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Declaration;

/// <summary>Everything the realm needs to know of one site on one platform.</summary>
/// <param name="Site">What certificates call it.</param>
/// <param name="Folder">Absolute.</param>
/// <param name="Connection">How it gets there; null when the truth does not say, and then it is foreseen and never deployed.</param>
/// <param name="Address">Where visitors find it; null for what the platform says.</param>
public sealed record SiteSpec(string Site, string Folder, Platform Platform, DeployContext Context, Connection? Connection, Uri? Address)
{
    public JsonObject Write() => new()
    {
        ["site"] = Site,
        ["folder"] = Folder,
        ["platform"] = Platform.Name(),
        ["context"] = Context.Name,
        ["branch"] = Context.Branch,
        ["connection"] = Connection is null ? null : ConnectionDocument.Write(Connection),
        ["address"] = Address?.AbsoluteUri,
    };

    /// <summary>Whether a target of the sites is one.</summary>
    public static bool Is(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.ContainsKey("folder");
    }

    /// <exception cref="FormatException">The document is no site spec.</exception>
    public static SiteSpec Read(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        try
        {
            return new SiteSpec(
                // Plans of before sites could be deployed have neither this nor a connection.
                document.TextOrNull("site") ?? "",
                document.Text("folder"),
                PlatformNames.Parse(document.Text("platform")) ?? throw new FormatException("'platform' is no platform"),
                new DeployContext(document.Text("context"), document.Text("branch")),
                document.PartOrNull("connection") is { } connection ? ConnectionDocument.Read(connection) : null,
                document.AddressOrNull("address"));
        }
        catch (FormatException e)
        {
            throw new FormatException($"this is no site spec: {e.Message}", e);
        }
    }
}
