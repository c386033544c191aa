using System.Text;

namespace Chimera.Agreement.Speed;

/// <summary>A <c>_redirects</c> file of any length, as a site that has moved often has it: mostly exact paths, some splats and
/// placeholders.</summary>
internal static class ManyRules
{
    public static string Text(int rules)
    {
        var text = new StringBuilder();
        for (var i = 0; i < rules; i++)
        {
            text.Append((i % 20) switch
            {
                17 => $"/section-{i}/* /moved/{i}/:splat 301\n",
                18 => $"/archive-{i}/:year/:slug /posts/:slug 302\n",
                19 => $"/shop/item-{i} id=:id /store/:id 301\n",
                _ => $"/old/page-{i} /new/page-{i} 301\n",
            });
        }

        return text.ToString();
    }

    /// <summary>First, middle, last and no rule; each kind of rule.</summary>
    public static IReadOnlyList<string> Requests(int rules)
    {
        var middle = rules / 2 / 20 * 20;
        var last = (rules - 1) / 20 * 20;
        return rules < 20
            ? ["/old/page-0", $"/old/page-{rules / 2}", $"/old/page-{rules - 1}", "/none", "/old/none", "/a/b/c?x=1"]
            :
            [
                "/old/page-0", $"/old/page-{middle}", $"/old/page-{Math.Max(0, last - 4)}", $"/section-{middle + 17}/a/b",
                $"/archive-{middle + 18}/2020/x",
                $"/shop/item-{middle + 19}?id=7", "/none", "/old/none", "/a/b/c?x=1",
            ];
    }
}
