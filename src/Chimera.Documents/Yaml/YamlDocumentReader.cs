using System.Text;
using Chimera.Engine.Truth;
using YamlDotNet.Core;

namespace Chimera.Documents.Yaml;

/// <summary>
/// Reads YAML that others wrote for others: anchors, aliases and tags are allowed, types follow the core schema of YAML 1.2, and every
/// node knows its place. At most <see cref="YamlReader.MaxBytes"/> and <see cref="YamlReader.MaxDepth"/>; aliases may make
/// two million nodes of a file. Hostile input is a problem, never a crash.
/// </summary>
public static class YamlDocumentReader
{
    /// <returns>The first document, and what is wrong anywhere in the file.</returns>
    public static YamlReading Read(SourceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (Encoding.UTF8.GetByteCount(file.Text) > YamlReader.MaxBytes)
            return Failed($"the file is larger than {YamlReader.MaxBytes >> 20} MiB", "make it smaller", Place.Of(file.Name));

        var start = file.Text.StartsWith('\uFEFF') ? 1 : 0;
        using var reader = new StringReader(start == 0 ? file.Text : file.Text[start..]);
        var scanner = new Scanner(reader);
        try
        {
            return new YamlBuilder(new Parser(scanner), file, start).Read();
        }
        catch (YamlLimitException e)
        {
            return Failed(e.Message, "write it plainer", new Place(file.Name, (int)e.Start.Line, (int)e.Start.Column));
        }
        catch (YamlException e)
        {
            return Explained(file, e.Start, e.Message);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            // The parser's own slips on text that is not YAML; fuzzing finds them.
            return Explained(file, scanner.CurrentPosition, "unexpected text");
        }
    }

    private static YamlReading Explained(SourceFile file, Mark at, string said)
    {
        var finding = YamlErrors.Explain(at, said, file.Text, file.Name);
        return Failed(finding.Message, finding.Remedy ?? "correct it", finding.Place ?? Place.Of(file.Name));
    }

    private static YamlReading Failed(string message, string remedy, Place place) => new(null, [new YamlProblem(message, remedy, place)]);
}
