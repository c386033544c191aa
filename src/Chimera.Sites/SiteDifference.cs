using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Chimera.Engine.Planning;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;

namespace Chimera.Sites;

/// <summary>What a release brings: in few lines where nothing is known of the one before, else file by file.</summary>
internal static class SiteDifference
{
    private const int ShownDigits = 12;

    public static Difference Of(Foresight foresight)
    {
        var changes = ImmutableArray.CreateBuilder<Change>();
        Add("files", foresight.Published.All.Length, foresight.Published.All.Sum(file => file.Bytes));
        Add("redirect rules", foresight.Redirects.Length, 0);
        Add("header rules", foresight.Headers.Length, 0);
        return new Difference(changes.ToImmutable());

        void Add(string subject, int count, long bytes)
        {
            if (count > 0)
            {
                changes.Add(new Change(ChangeKind.Added, subject, null, count.ToString(CultureInfo.InvariantCulture), bytes));
            }
        }
    }

    /// <summary>By file. With none of them changed, what differs are the rules.</summary>
    public static Difference Between(ImmutableSortedDictionary<string, PublishedDigest> before, ImmutableSortedDictionary<string, PublishedDigest> after)
    {
        var changes = before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(address => Of(address, before.GetValueOrDefault(address), after.GetValueOrDefault(address))).OfType<Change>().ToImmutableArray();
        return new Difference(changes.IsEmpty ? [new Change(ChangeKind.Changed, "rules", "as they were", "others", 0)] : changes);
    }

    public static ImmutableSortedDictionary<string, PublishedDigest> FilesOf(Foresight foresight) => foresight.Published.All
        .Select(file => (Address: foresight.Published.UrlPathOf(file), file.Bytes))
        .ToImmutableSortedDictionary(
            file => file.Address,
            file => new PublishedDigest(Convert.ToHexStringLower(SHA256.HashData(foresight.Published.Read(file.Address, int.MaxValue - 1) ?? [])), file.Bytes),
            StringComparer.Ordinal);

    private static Change? Of(string address, PublishedDigest? before, PublishedDigest? after) => (before, after) switch
    {
        (null, { } added) => new Change(ChangeKind.Added, address, null, Short(added), added.Bytes),
        ({ } removed, null) => new Change(ChangeKind.Removed, address, Short(removed), null, -removed.Bytes),
        ({ } one, { } other) when one.Sha256 != other.Sha256 => new Change(ChangeKind.Changed, address, Short(one), Short(other), other.Bytes - one.Bytes),
        _ => null,
    };

    private static string Short(PublishedDigest digest) => digest.Sha256[..ShownDigits];
}
