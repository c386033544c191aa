using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Folders;

/// <summary>Folders of files on hosts, each generation of which stands there whole and unchanged; over the realm's channels.</summary>
public sealed partial class HostFolders
{
    private readonly IHostChannels _channels;
    private readonly ControllerChecks _checks;
    private readonly string _cache;

    /// <param name="cache">A folder for what is known of folders on hosts, absolute; may be lost at any time.</param>
    internal HostFolders(IHostChannels channels, ControllerChecks checks, string cache) =>
        (_channels, _checks, _cache) = (channels, checks, cache);

    /// <summary>Where the hosts' root folder is, for hosts that are not whole machines.</summary>
    internal string Root { get; init; } = "";

    /// <param name="host">How to log in to it, as <see cref="HostAccessDocument"/> writes it.</param>
    /// <param name="name">Of the folder on that host: <c>[a-z0-9][a-z0-9_.-]{0,62}</c>.</param>
    /// <exception cref="FormatException">The document says of no host how to log in.</exception>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public HostFolder At(JsonObject host, string name)
    {
        var access = HostAccessDocument.Read(host);
        return FolderName().IsMatch(name)
            ? new HostFolder(_channels.To(access), access, new FolderPaths(Root, name), _checks, FolderCache.Of(_cache, access, name))
            : throw new ArgumentException($"'{name}' is no name of a folder", nameof(name));
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_.-]{0,62}\z", RegexOptions.None, 1000)]
    private static partial Regex FolderName();
}
