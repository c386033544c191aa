using System.Collections.Immutable;
using Chimera.Engine.Planning;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Publishing;

/// <summary>A site as it is to be published: its files and what the platform is to obey.</summary>
/// <param name="Generation">What identifies it; every platform keeps it beside the deploy in a way of its own.</param>
/// <param name="Files">In ordinal order of their addresses.</param>
public sealed record Release(GenerationId Generation, Foresight Foresight, ImmutableArray<ReleaseFile> Files)
{
    /// <summary>
    /// Nothing of it was ever brought to a platform from here, and what is live there was: it need not be looked for. If somebody else has brought it, it is there twice.
    /// </summary>
    public bool IsNew { get; init; }

    /// <summary>What can be asked of it, and what is to come back.</summary>
    public ImmutableArray<ForeseenAnswer> Answers { get; init; } = [];

    internal static Release Of(GenerationId generation, SiteBundle bundle)
    {
        var published = bundle.Foresight.Published;
        var digests = bundle.Subjects.ToDictionary(subject => subject.Name, subject => subject.Digests, StringComparer.Ordinal);
        return new Release(generation, bundle.Foresight,
        [
            .. published.All.Select(file =>
            {
                var address = published.UrlPathOf(file);
                var expected = digests[$"file:{address}"];
                return new ReleaseFile(address, file.Bytes, expected, () => published.Read(address, int.MaxValue - 1)) { Sha1 = bundle.Sha1s.GetValueOrDefault(address) };
            }).OrderBy(file => file.Address, StringComparer.Ordinal),
        ]);
    }
}
