using System.Globalization;
using System.Text;
using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>Writes a commit as git's fast-import reads it, each content once. No work tree and no file is needed for it.</summary>
internal sealed class FastImport(PagesTree tree, GenerationId generation, DateTimeOffset at)
{
    public const string Trailer = "Chimera-Generation: ";

    /// <summary>A file that no longer is what it was; the commit is not made then.</summary>
    public ReleaseFile? Changed { get; private set; }

    /// <param name="name">The ref that keeps the commit.</param>
    /// <param name="parent">The commit it stands on; null for none.</param>
    public async Task WriteAsync(Stream git, string name, string? parent, CancellationToken cancel)
    {
        Dictionary<string, int> marks = new(StringComparer.Ordinal);
        foreach (var file in tree.Files)
        {
            if (marks.ContainsKey(file.Digests.Sha256))
            {
                continue;
            }

            if (file.Read() is not { } bytes)
            {
                // Without its end git takes none of it.
                Changed = file;
                return;
            }

            marks.Add(file.Digests.Sha256, marks.Count + 1);
            await TextAsync(git, string.Create(CultureInfo.InvariantCulture, $"blob\nmark :{marks.Count}\ndata {bytes.Length}\n"), cancel);
            await git.WriteAsync(bytes, cancel);
            await TextAsync(git, "\n", cancel);
        }

        var message = $"Publish {generation}\n\n{Trailer}{generation}\n";
        StringBuilder commit = new();
        commit.Append(CultureInfo.InvariantCulture,
            $"commit {name}\ncommitter Chimera <chimera@localhost> {at.ToUnixTimeSeconds()} +0000\n");
        commit.Append(CultureInfo.InvariantCulture, $"data {Encoding.UTF8.GetByteCount(message)}\n{message}\n");
        commit.Append(parent is null ? "" : $"from {parent}\n").Append("deleteall\n");
        foreach (var file in tree.Files)
        {
            commit.Append(CultureInfo.InvariantCulture, $"M 100644 :{marks[file.Digests.Sha256]} {Quoted(file.Address[1..])}\n");
        }

        await TextAsync(git, commit.Append("\ndone\n").ToString(), cancel);
    }

    // As C would; control characters are in no path.
    private static string Quoted(string path) =>
        $"\"{path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static async Task TextAsync(Stream git, string text, CancellationToken cancel) =>
        await git.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
}
