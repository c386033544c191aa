using System.Text.Json.Nodes;
using Chimera.Sites.Publishing;

namespace Chimera.Cli.Composition;

/// <summary>Takes every host for one that exists: for those who read what is declared and go nowhere.</summary>
internal sealed class AnyHost : IReleaseHosts
{
    public JsonObject? Find(string host) => new();

    public IReleaseHost Open(JsonObject host, string site) => throw new InvalidOperationException("nobody goes there");
}
