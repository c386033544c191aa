using System.Collections.Immutable;
using System.Globalization;
using Chimera.Engine.Planning;
using Chimera.Sites.Platforms;

namespace Chimera.Sites;

/// <summary>What a first deploy of a site brings, in few lines: a site has thousands of files.</summary>
internal static class SiteDifference
{
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
}
