using System.Collections.Immutable;

namespace Chimera.Documents.Toml.Reading;

/// <summary>One text on its way through the reader: how far it got, how deep it is, and what was wrong so far.</summary>
internal sealed class TomlReading(string text, TomlOptions options, CancellationToken stop)
{
    private readonly List<TomlProblem> _problems = [];
    private readonly string?[] _names = new string?[64];

    public string Text { get; } = text;

    public TomlOptions Options { get; } = options;

    public CancellationToken Stop { get; } = stop;

    /// <summary>The next character.</summary>
    public int At { get; set; }

    /// <summary>Arrays and inline tables around the next character.</summary>
    public int Nesting { get; set; }

    /// <summary>How many statements were given up only at the end of the text.</summary>
    public int RunsToTheEnd { get; set; }

    /// <summary>Whether the structure that a comma was last missed in is an inline table.</summary>
    public bool IsInTable { get; set; }

    /// <summary>Levels of the tree above the value that is being read.</summary>
    public int Depth { get; set; }

    public List<TomlKeyPart> Parts { get; } = [];

    /// <summary>Whether the key that was given up was so because of a quoted part, which was reported already.</summary>
    public bool QuoteFailed { get; set; }

    public bool IsFull => _problems.Count >= TomlDocument.MaxProblems;

    public bool IsNew => Options.Version >= TomlVersion.V11;

    /// <summary>The character at an index, or -1 where there is none.</summary>
    public int this[int index] => (uint)index < (uint)Text.Length ? Text[index] : -1;

    /// <summary>A bare name; the few that a file repeats all the time are made once.</summary>
    public string Name(int start, int end)
    {
        ref var known = ref _names[((end - start) ^ (Text[start] * 7) ^ (Text[end - 1] * 3)) & (_names.Length - 1)];
        var name = Text.AsSpan(start, end - start);
        return known is not null && name.SequenceEqual(known) ? known : known = name.ToString();
    }

    public void Report(TomlProblemKind kind, TextSpan span, int at, string detail = "")
    {
        if (!IsFull)
            _problems.Add(TomlProblemTexts.Of(kind, span, at, detail));
    }

    public void Report(TomlProblemKind kind, int at) => Report(kind, Character(at), at);

    /// <summary>One whole character, or the end of the text.</summary>
    public TextSpan Character(int at) =>
        new(at, at >= Text.Length ? 0 : at + 1 < Text.Length && char.IsSurrogatePair(Text[at], Text[at + 1]) ? 2 : 1);

    /// <summary>The problems met, and those that were known before.</summary>
    public ImmutableArray<TomlProblem> Problems(List<TomlProblem> known)
    {
        foreach (var problem in known)
        {
            var before = _problems.FindIndex(met => met.Span.Start > problem.Span.Start);
            _problems.Insert(before < 0 ? _problems.Count : before, problem);
        }

        return [.. _problems.Take(TomlDocument.MaxProblems)];
    }
}
