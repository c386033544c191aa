using Chimera.Documents;

namespace Chimera.Sites.Analyses.Pages;

/// <summary>
/// The start tags of a page, in order, each with its place. Follows the tokenizer of the HTML standard (WHATWG, §13.2.5) where it decides
/// what
/// is a tag: comments, bogus comments, quoted and bare attributes, elements of raw text, and scripts with their escaped states. Builds no
/// tree.
/// Takes time in proportion to the text, whatever the text is.
/// </summary>
internal sealed class HtmlScanner(string text)
{
    private static readonly AsciiSet EndsName = new("\t\n\f\r />");
    private static readonly AsciiSet EndsAttributeName = new("\t\n\f\r />=");
    private static readonly AsciiSet EndsBareValue = new("\t\n\f\r >");
    private readonly List<HtmlAttribute> _attributes = [];
    private int _at;

    public IEnumerable<HtmlTag> Tags()
    {
        while (Next() is { } tag)
        {
            yield return tag;
        }
    }

    private HtmlTag? Next()
    {
        while (true)
        {
            var open = text.IndexOf('<', _at);
            if (open < 0 || open + 1 >= text.Length)
            {
                _at = text.Length;
                return null;
            }

            _at = open + 1;
            var next = text[_at];
            if (char.IsAsciiLetter(next))
            {
                if (StartTag(open) is { } tag)
                {
                    return tag;
                }
            }
            else if (next == '!')
            {
                _at = text.AsSpan(_at).StartsWith("!--") ? EndOfComment(_at + 3) : After('>', _at);
            }
            else if (next == '/' && _at + 1 < text.Length && char.IsAsciiLetter(text[_at + 1]))
            {
                _at++;
                Name();
                Attributes();
            }
            else if (next is '?' or '/')
            {
                _at = After('>', _at);
            }
        }
    }

    /// <summary>Null when the page ends before the tag does: there is no tag then.</summary>
    private HtmlTag? StartTag(int open)
    {
        var name = Name();
        if (!Attributes())
        {
            return null;
        }

        var span = TextSpan.FromTo(open, _at);
        var attributes = _attributes.Count == 0 ? [] : _attributes.ToArray();
        if (name == "plaintext")
        {
            _at = text.Length;
        }

        return new HtmlTag(name, span, attributes, HoldsText(name) ? Content(name) : new TextSpan(_at, 0));
    }

    private static bool HoldsText(string name) =>
        name is "script" or "style" or "title" or "textarea" or "xmp" or "iframe" or "noembed" or "noframes";

    private string Name()
    {
        var length = text.AsSpan(_at).IndexOfAny(EndsName);
        var end = length < 0 ? text.Length : _at + length;
        var name = Lower(text.AsSpan(_at, end - _at));
        _at = end;
        return name;
    }

    /// <summary>From the end of a tag's name to behind its <c>&gt;</c>. False when the page ends first.</summary>
    private bool Attributes()
    {
        _attributes.Clear();
        while (true)
        {
            while (_at < text.Length && (IsSpace(text[_at]) || text[_at] == '/'))
            {
                _at++;
            }

            if (_at >= text.Length)
            {
                return false;
            }

            if (text[_at] == '>')
            {
                _at++;
                return true;
            }

            Attribute();
        }
    }

    private void Attribute()
    {
        // An equals sign where a name should begin is part of the name.
        var length = text.AsSpan(_at + 1).IndexOfAny(EndsAttributeName);
        var end = length < 0 ? text.Length : _at + 1 + length;
        var name = Lower(text.AsSpan(_at, end - _at));
        _at = end;
        SkipSpace();
        if (_at >= text.Length || text[_at] != '=')
        {
            _attributes.Add(new HtmlAttribute(name, "", new TextSpan(end, 0)));
            return;
        }

        _at++;
        SkipSpace();
        var span = ValueSpan();
        var raw = text.Substring(span.Start, span.Length);
        _attributes.Add(
            new HtmlAttribute(name, raw.Contains('&', StringComparison.Ordinal) ? System.Net.WebUtility.HtmlDecode(raw) : raw, span));
    }

    private TextSpan ValueSpan()
    {
        if (_at < text.Length && text[_at] is '"' or '\'')
        {
            var start = _at + 1;
            var close = text.IndexOf(text[_at], start);
            _at = close < 0 ? text.Length : close + 1;
            return TextSpan.FromTo(start, close < 0 ? text.Length : close);
        }

        var length = text.AsSpan(_at).IndexOfAny(EndsBareValue);
        var bare = new TextSpan(_at, length < 0 ? text.Length - _at : length);
        _at = bare.End;
        return bare;
    }

    /// <summary>From behind the start tag to the end tag of the same name; to the end of the page when there is none.</summary>
    private TextSpan Content(string name)
    {
        var start = _at;
        var end = name == "script" ? ScriptContent.End(text, start) : RawText.End(text, start, name);
        _at = end;
        return TextSpan.FromTo(start, end);
    }

    private int EndOfComment(int from)
    {
        // "<!-->" and "<!--->" are whole comments.
        if (text.AsSpan(from).StartsWith(">") || text.AsSpan(from).StartsWith("->"))
        {
            return After('>', from);
        }

        for (var at = text.IndexOf("--", from, StringComparison.Ordinal); at >= 0; at = text
            .IndexOf("--", at + 1, StringComparison.Ordinal))
        {
            if (text.AsSpan(at + 2).StartsWith(">"))
            {
                return at + 3;
            }

            if (text.AsSpan(at + 2).StartsWith("!>"))
            {
                return at + 4;
            }
        }

        return text.Length;
    }

    private int After(char wanted, int from)
    {
        var at = text.IndexOf(wanted, from);
        return at < 0 ? text.Length : at + 1;
    }

    private void SkipSpace()
    {
        while (_at < text.Length && IsSpace(text[_at]))
        {
            _at++;
        }
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';

    private static string Lower(ReadOnlySpan<char> name)
    {
        Span<char> lower = name.Length <= 64 ? stackalloc char[name.Length] : new char[name.Length];
        name.ToLowerInvariant(lower);
        return KnownNames.Get(lower);
    }
}
