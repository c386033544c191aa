using System.Text.Json.Nodes;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Tests.Declaration;

/// <summary>Hosts of a fleet that has these.</summary>
internal sealed class KnownHosts(params string[] names) : IReleaseHosts
{
    public JsonObject? Find(string host) => names.Contains(host) ? new JsonObject { ["address"] = host } : null;

    public IReleaseHost Open(JsonObject host, string site) => throw new InvalidOperationException("nobody goes there");
}
