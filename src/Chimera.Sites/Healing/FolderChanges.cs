using System.Collections.Immutable;
using System.Text;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Healing;

/// <summary>What a folder would be after a repair.</summary>
internal static class FolderChanges
{
    /// <exception cref="ArgumentException">The change does not fit the folder.</exception>
    public static SiteFolder Apply(SiteFolder folder, IEnumerable<FileChange> changes)
    {
        foreach (var ofFile in changes.GroupBy(change => change.File))
        {
            var edits = ofFile.OfType<FileChange.Edit>().SelectMany(edit => edit.Edits).ToImmutableArray();
            if (!edits.IsEmpty)
            {
                folder = folder.With(ofFile.Key, ByteEdits.Apply(Existing(folder, ofFile.Key), edits.Distinct()));
            }

            foreach (var change in ofFile)
            {
                folder = change switch
                {
                    FileChange.Move move => folder.With(Free(folder, move.To), Existing(folder, move.File)).With(move.File, null),
                    FileChange.Create create => folder.With(Free(folder, create.File), Encoding.UTF8.GetBytes(create.Text)),
                    _ => folder,
                };
            }
        }

        return folder;
    }

    public static IEnumerable<string> Touched(IEnumerable<FileChange> changes) =>
        changes.SelectMany<FileChange, string>(change => change is FileChange.Move move ? [move.File, move.To] : [change.File]).Distinct();

    private static byte[] Existing(SiteFolder folder, string file) =>
        folder.Read(file) ?? throw new ArgumentException($"{file} is no file that can be read", nameof(file));

    private static string Free(SiteFolder folder, string file) =>
        folder.KindOf(file) == EntryKind.Absent ? file : throw new ArgumentException($"{file} is there already", nameof(file));
}
