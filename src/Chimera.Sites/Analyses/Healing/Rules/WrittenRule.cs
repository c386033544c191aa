using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Netlify.Healing.Toml;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Netlify.Redirects;

namespace Chimera.Sites.Analyses.Healing.Rules;

/// <summary>A redirect as it stands in a file: a line of <c>_redirects</c>, or a table of <c>netlify.toml</c>.</summary>
internal abstract record WrittenRule(SourceFile File)
{
    /// <summary>The piece of the file that is the rule, in whole lines.</summary>
    public abstract TextSpan Whole { get; }

    public abstract ImmutableArray<TextEdit> CommentOut();

    public abstract RuleField? From { get; }

    public abstract RuleField? To { get; }

    public abstract RuleField? Status { get; }

    /// <summary>Null when the finding is about no rule that is written on lines of its own.</summary>
    public static WrittenRule? Of(SiteFinding finding, SiteFolder folder) => Of(finding.Place, folder);

    public static WrittenRule? Of(Place? place, SiteFolder folder)
    {
        if (place is not { Line: > 0 } || Texts.Of(folder, place.File) is not { } file || file.StartOfLine(place.Line) is not { } start)
        {
            return null;
        }

        if (place.File.EndsWith("_redirects", StringComparison.Ordinal))
        {
            var line = Lines.At(file, start);
            return line.Before('#') is { Count: > 0 } words ? new OnLine(line, words) : null;
        }

        if (!place.File.EndsWith(".toml", StringComparison.Ordinal) || Texts.Toml(file) is not { Problems.IsEmpty: true } document)
        {
            return null;
        }

        var header = TomlSection.ElementAbove(document, start + place.Column - 1);
        return header >= 0 && document.Items[header] is TomlItem.Header { Key: [{ Name: "redirects" }] } element
            ? new InTable(document, header, element.Table)
            : null;
    }

    /// <param name="words">Those before a comment.</param>
    public sealed record OnLine(Lines Line, IReadOnlyList<TextSpan> Words) : WrittenRule(Line.File)
    {
        private int Target => Words.Count > 1 && JsNumber.IsInteger(JsNumber.ParseInt(Line.Text(Words[1])))
            ? 0
            : Words.Skip(1).Select((word, index) => (Text: Line.Text(word), Index: index + 1))
                .FirstOrDefault(one => one.Text[0] == '/' || RedirectParts.IsUrl(one.Text)).Index;

        public override TextSpan Whole => TextSpan.FromTo(Line.Line.Start, Math.Min(Line.Line.End + 1, File.Text.Length));

        public override RuleField? From => Field(0);

        public override RuleField? To => Target > 0 ? Field(Target) : null;

        public override RuleField? Status => Words.Count > 1 ? Field(Target + 1) : null;

        /// <summary>The words behind the status.</summary>
        public IEnumerable<TextSpan> Conditions => Words.Skip(Target + 2);

        public override ImmutableArray<TextEdit> CommentOut() => [Line.CommentOut()];

        private RuleField? Field(int index) =>
            index < Words.Count ? new RuleField(Line.Text(Words[index]), text => new TextEdit(Words[index], text)) : null;
    }

    /// <param name="Header">The index of the item that begins it.</param>
    public sealed record InTable(TomlDocument Document, int Header, TomlTable Table) : WrittenRule(Document.Source)
    {
        public override TextSpan Whole => TomlSection.Of(Document, Header);

        public override RuleField? From => Text("from", "origin");

        public override RuleField? To => Text("to", "destination");

        public override RuleField? Status => Table.Find("status")?.Value is TomlValue.Integer number
            ? new RuleField(TomlLiteral.Integer(number.Number), text => new TextEdit(number.Span, text))
            : null;

        public override ImmutableArray<TextEdit> CommentOut() => TomlSection.CommentOut(Document, Header);

        private RuleField? Text(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (Table.Find(name)?.Value is TomlValue.String value)
                {
                    return new RuleField(value.Text, text => new TextEdit(value.Span, TomlLiteral.Text(text)));
                }
            }

            return null;
        }
    }
}
