using Chimera.Engine.Truth;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Source;

/// <summary>What GitHub Pages publishes, and by which way. The repository's settings decide it; the folder only shows what they must
/// be.</summary>
/// <param name="Root">Relative to the site's folder.</param>
/// <param name="Place">What shows it; null when it is a guess.</param>
internal abstract record PublishingSource(string Root, Place? Place, Evidence Evidence)
{
    /// <summary>One line for a person.</summary>
    public abstract string Description { get; }

    /// <summary>A CNAME at the top of what is published is read.</summary>
    public virtual bool ReadsCname => true;

    /// <summary>The files come from a build, not from the repository.</summary>
    public virtual bool IsBuilt => true;

    private string Named => Root.Length == 0 ? "/" : "/" + Root;

    /// <summary>GitHub's own build takes a branch, from its root or from <c>/docs</c>.</summary>
    internal sealed record Branch(string Root, Place? Place, Evidence Evidence) : PublishingSource(Root, Place, Evidence)
    {
        public override string Description => $"a branch, from {Named}";

        public override bool IsBuilt => false;
    }

    /// <summary>A workflow or script pushes a folder to a branch of its own (gh-pages), which is then published from its root.</summary>
    /// <param name="AddsNoJekyll">It adds a <c>.nojekyll</c>.</param>
    /// <param name="Cname">The domain that it writes into a CNAME, if any.</param>
    internal sealed record Pushed(string Root, Place Place, bool AddsNoJekyll, string? Cname)
        : PublishingSource(Root, Place, Evidence.Documented)
    {
        public override string Description => $"a branch of built files, from {Named}";
    }

    /// <summary>A workflow hands over an artifact.</summary>
    /// <param name="KeepsHidden">Files whose names begin with a dot are part of it.</param>
    /// <param name="Jekyll">actions/jekyll-build-pages makes it from the root: GitHub's Jekyll runs after all.</param>
    internal sealed record Artifact(string Root, Place Place, bool KeepsHidden, bool Jekyll)
        : PublishingSource(Root, Place, Evidence.Documented)
    {
        public override string Description => Jekyll ? $"a workflow, which runs GitHub's Jekyll over {Named}" : $"a workflow, from {Named}";

        public override bool ReadsCname => false;

        public override bool IsBuilt => !Jekyll;
    }

    /// <summary>A workflow publishes, and which folder cannot be known.</summary>
    internal sealed record Unknown(Place Place) : PublishingSource("", Place, Evidence.Unknown)
    {
        public override string Description => "a workflow, from a folder that is not written in it";

        public override bool ReadsCname => false;
    }
}
