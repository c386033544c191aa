using System.Collections.Immutable;
using Chimera.Sites.Healing;

namespace Chimera.Sites.GithubPages.Healing;

/// <summary>The repairs that Chimera knows for sites on GitHub Pages.</summary>
public static class GithubPagesHealers
{
    public static readonly ImmutableArray<IHealer> All =
    [
        new NoJekyllHealer(), new IncludeEntryHealer(), new HiddenFilesHealer(), new MoveCnameHealer(), new BareDomainHealer(),
        new RemovePluginHealer(),
        new ThemeHealer(),
        new BaseUrlHealer(), new LinkHealer(), new NotFoundPageHealer(),
    ];
}
