using System.Text;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Sites.Render.Deploying;

namespace Chimera.Sites.Publishing;

/// <summary>Commits of generations and back, as the dossiers have them.</summary>
internal sealed class DossierCommits(Dossiers dossiers, INotes notes) : ICommits
{
    public string? CommitOf(GenerationId generation) => dossiers.Read(generation)?.Commit;

    // One note for each commit, so that nobody has to look through all releases.
    public GenerationId? GenerationOf(string commit) =>
        WorkingTree.IsCommit(commit) && notes.Read(NameOf(commit)) is { } text ? new GenerationId(Encoding.UTF8.GetString(text)) : null;

    public static void Note(INotes notes, string commit, GenerationId generation) => notes.Write(NameOf(commit), Encoding.UTF8.GetBytes(generation.Value));

    private static string NameOf(string commit) => $"commit-{commit}";
}
