using Chimera.Engine.Record;
using Chimera.Store.Files;

namespace Chimera.Store.Notes;

/// <summary>Notes as files of one folder, for their owner only.</summary>
/// <param name="folder">An absolute path; made when the first note is written.</param>
public sealed class NoteFolder(string folder) : INotes
{
    private const int LongestName = 200;

    public byte[]? Read(string name)
    {
        var path = PathOf(name);
        return Guard(() => File.Exists(path) ? File.ReadAllBytes(path) : null, name);
    }

    public void Write(string name, ReadOnlySpan<byte> content)
    {
        var path = PathOf(name);
        var bytes = content.ToArray();
        _ = Guard(() =>
        {
            Durable.Write(path, bytes, Durable.Owner);
            return bytes;
        }, name);
    }

    public void Remove(string name)
    {
        var path = PathOf(name);
        _ = Guard<byte[]?>(() =>
        {
            Durable.Delete(path);
            return null;
        }, name);
    }

    private string PathOf(string name) =>
        name.Length is > 0 and <= LongestName && name[0] != '.' && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.')
            ? Path.Combine(folder, name)
            : throw new ArgumentException($"'{name}' is no name of a note", nameof(name));

    private static T Guard<T>(Func<T> act, string name)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordUnavailableException($"the note {name}: {e.Message}", e);
        }
    }
}
