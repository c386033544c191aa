using System.Collections.Immutable;
using Chimera.Documents.Toml.Reading;

namespace Chimera.Documents.Toml;

/// <summary>
/// A TOML text, read without loss: what it means (<see cref="Root"/>), how it is written (<see cref="Items"/>) and everything that is wrong
/// with it. Reading takes time and memory proportional to the text, whatever it is, and goes on behind a problem as well as it can.
/// </summary>
public sealed class TomlDocument
{
    /// <summary>More problems than this are not reported, and what follows them is not read.</summary>
    public const int MaxProblems = 100;

    /// <summary>Arrays and inline tables within one another.</summary>
    public const int MaxNesting = 1000;

    /// <summary>Names in one key.</summary>
    public const int MaxKeyParts = 1000;

    /// <summary>Levels of the whole tree.</summary>
    public const int MaxDepth = 2000;

    internal TomlDocument(
        SourceFile source, TomlVersion version, TomlTable root, ImmutableArray<TomlItem> items, ImmutableArray<TomlProblem> problems) =>
        (Source, Version, Root, Items, Problems) = (source, version, root, items, problems);

    public SourceFile Source { get; }

    public TomlVersion Version { get; }

    /// <summary>What could be read, in the order written.</summary>
    public TomlTable Root { get; }

    /// <summary>The lines of the text; put together they are the text.</summary>
    public ImmutableArray<TomlItem> Items { get; }

    /// <summary>In the order in which a reader from left to right meets them.</summary>
    public ImmutableArray<TomlProblem> Problems { get; }

    public static TomlDocument Parse(SourceFile source, TomlVersion version, CancellationToken stop = default) =>
        Parse(source, new TomlOptions(version), stop);

    public static TomlDocument Parse(SourceFile source, TomlOptions options, CancellationToken stop = default) =>
        TomlLines.Read(source, options, stop);

    /// <summary>Finds what stands at a path from the root, e.g. <c>Find("redirects", 0, "from")</c>.</summary>
    public TomlNode? Find(params ReadOnlySpan<TomlStep> path)
    {
        var node = new TomlNode(Root, null, null);
        foreach (var step in path)
        {
            var next = (node.Value, step.Key) switch
            {
                (TomlTable table, { } key) when table.Find(key) is { } entry => new TomlNode(entry.Value, entry, table),
                (TomlArray array, null) when (uint)step.Index < (uint)array.Items.Count =>
                    new TomlNode(array.Items[step.Index], null, null),
                _ => null,
            };
            if (next is null)
                return null;
            node = next;
        }

        return node;
    }
}
