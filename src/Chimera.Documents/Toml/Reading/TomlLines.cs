using System.Collections.Immutable;

namespace Chimera.Documents.Toml.Reading;

/// <summary>The lines of a document, from the first to the last.</summary>
internal sealed class TomlLines
{
    private readonly TomlReading _reading;
    private readonly ImmutableArray<TomlItem>.Builder _items = ImmutableArray.CreateBuilder<TomlItem>();
    private readonly TomlTable _root;
    private TomlTable _table;

    private TomlLines(TomlReading reading)
    {
        _reading = reading;
        _root = _table = new TomlTable(new TextSpan(0, reading.Text.Length), TomlTableKind.Root);
    }

    public static TomlDocument Read(SourceFile source, TomlOptions options, CancellationToken stop)
    {
        var reading = new TomlReading(source.Text, options, stop);
        var lines = new TomlLines(reading);
        lines.ReadAll();
        var problems = reading.Problems(TomlEncoding.Problems(source));
        return new TomlDocument(source, options.Version, lines._root, lines._items.DrainToImmutable(), problems);
    }

    private void ReadAll()
    {
        var text = _reading.Text;
        var start = 0;
        if (text.StartsWith('\ufeff'))
            _reading.At = 1;
        while (start < text.Length)
        {
            _reading.Stop.ThrowIfCancellationRequested();
            TomlTrivia.Void(_reading);
            var line = _reading.At >= text.Length ? text.Length : TomlTrivia.LineStart(text, _reading.At, start);
            if (line > start)
                _items.Add(new TomlItem.Trivia(TextSpan.FromTo(start, line)));
            if (line >= text.Length)
                return;
            start = Statement(line);
            _reading.At = start;
        }
    }

    /// <summary>Reads one statement and says where the next line begins.</summary>
    private int Statement(int line)
    {
        _reading.Nesting = 0;
        _reading.Depth = 0;
        TomlItem? draft = _reading.IsFull ? null : _reading[_reading.At] == '[' ? Header(line) : KeyLine(line);
        if (draft is null)
        {
            var next = TomlResumption.After(_reading, line);
            _items.Add(new TomlItem.Broken(TextSpan.FromTo(line, next)));
            return next;
        }

        _items.Add(draft);
        return draft.Span.End;
    }

    private TomlItem.Header? Header(int line)
    {
        var start = _reading.At++;
        var isArray = _reading[_reading.At] == '[';
        _reading.At += isArray ? 1 : 0;
        var at = _reading.At;
        var key = TomlKeys.Read(_reading, ']');
        if (!key.IsDefault && isArray && _reading[_reading.At++] != ']')
        {
            _reading.Report(TomlProblemKind.UnclosedHeader, TextSpan.FromTo(start, _reading.At - 1), --_reading.At);
            key = default;
        }

        if (key.IsDefault)
        {
            // What follows belongs to a table that nobody can name.
            _table = new TomlTable(new TextSpan(start, 1), TomlTableKind.Header);
            return null;
        }

        var written = TextSpan.FromTo(start, _reading.At);
        _table = TomlTree.OpenHeader(_reading, _root, key, isArray, written, at);
        return _table.Header = new TomlItem.Header(TextSpan.FromTo(line, EndOfLine()), written, isArray, key, _table);
    }

    private TomlItem.KeyLine? KeyLine(int line)
    {
        var key = TomlKeys.Read(_reading, '=');
        if (key.IsDefault)
            return null;
        var equals = _reading.At - 1;
        var owner = TomlTree.Open(_reading, _table, key, TomlProblemKind.DuplicateKey);
        TomlTrivia.Blanks(_reading);
        _reading.Depth = _table.Depth + key.Length;
        if (TomlValues.Read(_reading, -1) is not { } value)
            return null;
        var item = new TomlItem.KeyLine(TextSpan.FromTo(line, EndOfLine()), key, equals, value, _table);
        owner?.Add(new TomlEntry(key[^1], item.Written, value, item));
        return item;
    }

    private int EndOfLine()
    {
        TomlTrivia.Blanks(_reading);
        if (_reading[_reading.At] == '#')
            TomlTrivia.Comment(_reading);
        else if (_reading[_reading.At] >= 0 && !TomlTrivia.IsBreak(_reading, _reading.At))
            _reading.Report(TomlProblemKind.TextAfterValue, _reading.At);
        return TomlTrivia.NextLine(_reading.Text, _reading.At);
    }
}
