using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Chimera.Fleet.Folders;

namespace Chimera.Fleet.Tests.Folders;

/// <summary>What a folder is to hold, by path.</summary>
internal sealed record TestFiles(ImmutableSortedDictionary<string, byte[]> Files, ImmutableHashSet<string> Executable)
{
    public static readonly TestFiles None = new(ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal), []);

    /// <summary>Of the host's own making, as different in their bytes as the pages of a site.</summary>
    public static TestFiles Pages(int count) => Enumerable.Range(0, count)
        .Aggregate(None, (files, number) => files.With($"www/{number % 50}/page{number}.html", $"<p>page {number}</p>{new string('x', number % 700)}"));

    public FolderContent Content => new([.. Files.Select(file => File(file.Key, file.Value))]);

    public TestFiles With(string path, string text, bool executable = false) =>
        new(Files.SetItem(path, Encoding.UTF8.GetBytes(text)), executable ? Executable.Add(path) : Executable);

    public TestFiles Without(string path) => this with { Files = Files.Remove(path) };

    private FolderFile File(string path, byte[] bytes) =>
        new(path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), Executable.Contains(path), () => bytes);
}
