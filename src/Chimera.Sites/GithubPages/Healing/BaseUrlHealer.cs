using Chimera.Documents;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Jekyll;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Healing;

/// <summary>Writes the path that the site lives under into <c>baseurl</c>, where that path is known.</summary>
internal sealed class BaseUrlHealer : IHealer
{
    public string Name => "correct-baseurl";

    public IReadOnlyCollection<string> Codes { get; } = [JekyllFindings.BaseUrlMismatch.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        List<SiteFinding> ignored = [];
        return finding.Subject is { } path
            && JekyllConfigReader.Read(folder, PagesRoot.Of(foresight), ignored) is { Source: { } file } config
            && config.Get("baseurl") is ScalarNode value
            ? Repair.Edit(Name, $"set baseurl to '{path}', the path that the site lives under", file.Name,
                new TextEdit(file.SpanOf(value), $"\"{path}\""))
            : null;
    }
}
