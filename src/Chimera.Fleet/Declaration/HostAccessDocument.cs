using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Declaration;

/// <summary>How to log in to a host, as JSON and back, without loss. Spans are whole milliseconds.</summary>
public static class HostAccessDocument
{
    public static JsonObject Write(HostAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        return new JsonObject
        {
            ["address"] = access.Address,
            ["port"] = access.Port,
            ["user"] = access.User,
            ["sudo"] = access.Sudo,
            ["hostKeys"] = access.HostKeys switch { HostKeyPolicy.AcceptNew => "accept-new", _ => "strict" },
            ["configFile"] = access.ConfigFile,
            ["connectTimeoutMs"] = (long)access.ConnectTimeout.TotalMilliseconds,
        };
    }

    /// <exception cref="FormatException">The document says of no host how to log in.</exception>
    public static HostAccess Read(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        try
        {
            return new HostAccess(
                document.Text("address"),
                document.WholeOrNull("port"),
                document.TextOrNull("user"),
                document.Flag("sudo"),
                document.Text("hostKeys") switch
                {
                    "strict" => HostKeyPolicy.Strict,
                    "accept-new" => HostKeyPolicy.AcceptNew,
                    var other => throw new FormatException($"'{other}' is no host key policy"),
                },
                document.TextOrNull("configFile"),
                document.Milliseconds("connectTimeoutMs"));
        }
        catch (FormatException e)
        {
            throw new FormatException($"this is no access to a host: {e.Message}", e);
        }
    }
}
