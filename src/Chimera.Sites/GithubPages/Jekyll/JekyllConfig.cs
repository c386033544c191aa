using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Sites.GithubPages.Jekyll;

/// <summary>What of a <c>_config.yml</c> bears on which files are published, and where.</summary>
internal sealed record JekyllConfig
{
    public const string FileName = "_config.yml";

    /// <summary>The path in the site's folder; null when there is no such file.</summary>
    public string? File { get; init; }

    public SourceFile? Source { get; init; }

    public MapNode? Root { get; init; }

    /// <summary>GitHub's build ends with an error.</summary>
    public bool BuildFails { get; init; }

    public ImmutableArray<string> Plugins { get; init; } = PagesGem.DefaultPlugins;

    public string? Theme { get; init; } = PagesGem.DefaultTheme;

    public ImmutableArray<string> Include { get; init; } = PagesGem.DefaultInclude;

    public ImmutableArray<string> Exclude { get; init; } = PagesGem.DefaultExclude;

    public ImmutableArray<string> MarkdownExtensions { get; init; } = [".markdown", ".mkdown", ".mkdn", ".mkd", ".md"];

    /// <summary>A style's name, or a template.</summary>
    public string Permalink { get; init; } = "date";

    public string? BaseUrl { get; init; }

    public Place? BaseUrlPlace { get; init; }

    public string? Repository { get; init; }

    /// <summary>Collections that are written out: their name, and their own template if they have one.</summary>
    public ImmutableArray<KeyValuePair<string, string?>> Collections { get; init; } = [];

    /// <summary>All collections, written out or not.</summary>
    public ImmutableArray<string> CollectionNames { get; init; } = ["posts"];

    /// <summary>Markdown without front matter becomes a page.</summary>
    public bool FrontMatterOptional { get; init; } = true;

    public bool ReadmeIsIndex { get; init; } = true;

    public bool Uses(string plugin) => Plugins.Contains(plugin, StringComparer.Ordinal);

    public Node? Get(string key) => Root.Get(key);
}
