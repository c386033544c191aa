using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using YamlDotNet.Core;

namespace Chimera.Documents;

/// <summary>
/// Reads YAML 1.2 files, strictly: one document, scalar keys, no key twice, and no tags, anchors, aliases or merge keys, for with those
/// a file says something else than it shows. At most 2 MiB, which takes well below a second whatever is in it, and 100 levels. Hostile input is an error, never a crash.
/// </summary>
public sealed class YamlReader : IDocumentReader
{
    public const int MaxBytes = 2 << 20;
    public const int MaxDepth = 100;

    public async Task<Node?> ReadAsync(string path, string name, Findings findings, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(findings);
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
            return Read(await BoundedAsync(file, cancel), name, findings);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Add(Finding.Error("file.not-found", $"{Wording.Short(name)} does not exist", "create it, or name another file", Place.Of(name)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            findings.Add(Finding.Error(
                "file.unreadable", $"{Wording.Short(name)} cannot be read: {Wording.Short(e.Message)}", "make it a readable file", Place.Of(name)));
        }

        return null;
    }

    /// <summary>Reads a document from memory; as <see cref="ReadAsync"/>.</summary>
    public static Node? Read(ReadOnlyMemory<byte> bytes, string name, Findings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (SourceText.Decode(bytes.Span, name, findings) is not { } text)
            return null;

        using var reader = new StringReader(text);
        var scanner = new Scanner(reader);
        try
        {
            return new YamlTree(new Parser(scanner), name, findings).Read();
        }
        catch (YamlException e)
        {
            findings.Add(YamlErrors.Explain(e.Start, e.Message, text, name));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            // The parser's own slips on text that is not YAML; fuzzing finds them.
            findings.Add(YamlErrors.Explain(scanner.CurrentPosition, "unexpected text", text, name));
        }

        return null;
    }

    // One byte more than is allowed tells a file that is too large from one that just fits.
    private static async Task<ReadOnlyMemory<byte>> BoundedAsync(FileStream file, CancellationToken cancel)
    {
        var buffer = new byte[(int)Math.Min(Math.Max(file.CanSeek ? file.Length : MaxBytes, 1 << 16), MaxBytes) + 1];
        var length = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return buffer.AsMemory(0, length);
    }
}
