using Chimera.Sites.Findings;
using Chimera.Sites.Netlify.Config;

namespace Chimera.Sites.Tests.Netlify.Config;

public sealed class NetlifyConfigFindingsTests
{
    [Fact]
    public void Every_kind_is_listed_once_and_complete()
    {
        var declared = typeof(NetlifyConfigFindings).GetFields().Where(field => field.FieldType == typeof(FindingKind));

        Assert.Equal(declared.Select(field => field.GetValue(null)), NetlifyConfigFindings.All.Cast<object?>());
        Assert.Distinct(NetlifyConfigFindings.All.Select(kind => kind.Code));
        Assert.All(
            NetlifyConfigFindings.All,
            kind => Assert.DoesNotContain("", new[] { kind.Title, kind.Why, kind.Remedy, kind.Example, kind.Source }));
        Assert.All(NetlifyConfigFindings.All, kind => Assert.False(kind.Remedy.EndsWith('.')));
    }
}
