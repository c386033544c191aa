using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Healing;

/// <summary>Replaces what is wrong by one word.</summary>
internal sealed class Rewriter(string name, string code, string replacement) : IHealer
{
    public string Name => name;

    public IReadOnlyCollection<string> Codes { get; } = [code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight) =>
        Repair.Edit(Name, $"write {replacement}", "words", new TextEdit(finding.Span!.Value, replacement));
}
