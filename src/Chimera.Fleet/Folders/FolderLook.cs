using System.Collections.Frozen;
using Chimera.Engine.Discovery;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Folders;

/// <summary>One look at a folder on a host and, where no trial is under way, at every byte of what is live.</summary>
internal sealed class FolderLook(IHostChannel channel, FolderPaths paths, FolderCache cache)
{
    // What a generation's own bin/look says: all is as it made it; something is laid over it; anything else is somebody's edit.
    private const string Made = "made";
    private const string Overlaid = "overlaid ";

    // A folder that takes longer to read is looked at without.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private static readonly FrozenSet<string> Once = FrozenSet.Create([.. SightingReader.Keys.Once, "holds", "manifest", "stands"]);

    private static readonly FrozenSet<string> Often = FrozenSet.Create([.. SightingReader.Keys.Often]);

    /// <summary>Null where the host could not look so closely.</summary>
    public async Task<Sighting?> AtAsync(CancellationToken cancel) =>
        await channel.CallAsync(new HostCall("folder_look", [paths.Profile], Longest), cancel) switch
        {
            HostReply.Finished { ExitCode: 0 } finished
                when Answer.Read(finished.Output, Once, Often) is { } answer && SightingReader.Read(answer) is { } seen =>
                Judge((Sighting.Seen)paths.Generations((Sighting)seen), answer),
            HostReply.Unreachable unreachable => new Sighting.Unseen(unreachable.Why),
            HostReply.Broken { Why.Code: not "host.deadline-passed" } broken => new Sighting.Unseen(broken.Why),
            _ => null,
        };

    private Sighting.Seen Judge(Sighting.Seen seen, Answer answer)
    {
        if (seen is not { Trial: null, Live: { } live } || FolderPaths.Digits(live) is not { } digits)
            return seen;
        if (answer.One("holds") is not { } holds)
            return seen;
        var manifest = answer.One("manifest");
        // What is known here counts: on the host the manifest may have been changed, too.
        var whole = Digest.Is(holds) && holds == manifest && (cache.Read(digits) is not { } known || known.Sha256 == holds);
        return answer.One("stands") switch
        {
            _ when !whole => seen with { Live = FolderDamage.Of(digits) },
            null or Made => seen,
            var overlaid when overlaid.StartsWith(Overlaid, StringComparison.Ordinal) => seen with { Overlay = Printable.Line(overlaid[Overlaid.Length..]) },
            _ => seen with { Live = FolderDamage.Of(digits) },
        };
    }
}
