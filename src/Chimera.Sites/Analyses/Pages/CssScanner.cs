using System.Text;
using Chimera.Documents;

namespace Chimera.Sites.Analyses.Pages;

/// <summary>
/// The addresses in a style sheet: <c>url()</c>, <c>@import</c>, <c>image-set()</c>. Follows CSS Syntax Level 3 where it decides what is an
/// address:
/// comments, strings, escapes, names. Takes time in proportion to the text, whatever the text is.
/// </summary>
internal sealed class CssScanner
{
    private readonly string _text;
    private readonly int _end;
    private readonly List<CssReference> _found = [];
    private int _at;
    private int _depth;
    private int _parens;
    private int _fontDepth = -1;
    private int _imageSetParens = -1;
    private string _rule = "";

    private CssScanner(string text, TextSpan span) => (_text, _at, _end) = (text, span.Start, span.End);

    /// <param name="span">The piece of the text that is CSS; the spans found count from the beginning of the text.</param>
    public static IReadOnlyList<CssReference> Scan(string text, TextSpan span)
    {
        var scanner = new CssScanner(text, span);
        scanner.Scan();
        return scanner._found;
    }

    private void Scan()
    {
        while (_at < _end)
        {
            switch (_text[_at])
            {
                case '/' when Peek(1) == '*':
                    var close = _text.AsSpan(_at + 2, Math.Max(0, _end - _at - 2)).IndexOf("*/");
                    _at = close < 0 ? _end : _at + 2 + close + 2;
                    break;
                case '"' or '\'':
                    Text(String());
                    break;
                case '@':
                    _at++;
                    _rule = Name();
                    break;
                case var c when IsName(c) || c == '\\':
                    Word();
                    break;
                case var c:
                    Punctuation(c);
                    _at++;
                    break;
            }
        }
    }

    private void Punctuation(char c)
    {
        switch (c)
        {
            case '{':
                if (_rule == "font-face" && _fontDepth < 0)
                {
                    _fontDepth = _depth;
                }

                _depth++;
                (_rule, _parens, _imageSetParens) = ("", 0, -1);
                break;
            case '}':
                _depth = Math.Max(0, _depth - 1);
                _fontDepth = _fontDepth >= _depth ? -1 : _fontDepth;
                (_rule, _parens, _imageSetParens) = ("", 0, -1);
                break;
            case ';' when _parens == 0:
                _rule = "";
                break;
            case '(':
                _parens++;
                break;
            case ')':
                _imageSetParens = _imageSetParens == _parens ? -1 : _imageSetParens;
                _parens = Math.Max(0, _parens - 1);
                break;
        }
    }

    private void Text(CssReference text)
    {
        if (_rule == "import" && _parens == 0)
        {
            Add(text with { Kind = ReferenceKind.Style });
        }
        else if (_imageSetParens >= 0 && _imageSetParens == _parens)
        {
            Add(text);
        }
    }

    private void Word()
    {
        var name = Name();
        if (Peek(0) != '(')
        {
            return;
        }

        _at++;
        _parens++;
        if (name is "image-set" or "-webkit-image-set")
        {
            _imageSetParens = _parens;
        }
        else if (name is "url" or "src")
        {
            Url();
        }
    }

    private void Url()
    {
        SkipSpace();
        var address = Peek(0) is '"' or '\'' ? String() : Bare();
        if (_rule == "namespace")
        {
            return;
        }

        Add(address with { Kind = _rule == "import" ? ReferenceKind.Style : _fontDepth >= 0 ? ReferenceKind.Font : ReferenceKind.Image });
    }

    private void Add(CssReference reference)
    {
        if (reference.Url.Length > 0)
        {
            _found.Add(reference);
        }
    }

    private CssReference String()
    {
        var quote = _text[_at++];
        var start = _at;
        while (_at < _end && _text[_at] != quote && _text[_at] != '\n')
        {
            _at += _text[_at] == '\\' && _at + 1 < _end ? 2 : 1;
        }

        var span = TextSpan.FromTo(start, _at);
        if (Peek(0) == quote)
        {
            _at++;
        }

        return new CssReference(ReferenceKind.Image, Unescape(span), span);
    }

    /// <summary>An address without quotes, up to its bracket. One with a quote, a space or a bracket in it is none.</summary>
    private CssReference Bare()
    {
        var start = _at;
        var (end, bad) = (_at, false);
        while (_at < _end && _text[_at] != ')')
        {
            var (c, length) = (_text[_at], _text[_at] == '\\' ? EscapeLength() : 1);
            if (!IsSpace(c))
            {
                bad |= c is '"' or '\'' or '(' || end != _at;
                end = _at + length;
            }

            _at += length;
        }

        var span = TextSpan.FromTo(start, end);
        return new CssReference(ReferenceKind.Image, bad ? "" : Unescape(span), span);
    }

    private string Name()
    {
        var start = _at;
        while (_at < _end && (IsName(_text[_at]) || _text[_at] == '\\'))
        {
            _at += _text[_at] == '\\' ? EscapeLength() : 1;
        }

        return _at - start <= MaxKeyword ? _text[start.._at].ToLowerInvariant() : "";
    }

    private const int MaxKeyword = 32;

    /// <summary>Of the escape that begins here: up to six digits and the one space that ends them, or one letter.</summary>
    private int EscapeLength()
    {
        var digits = 0;
        while (digits < 6 && char.IsAsciiHexDigit(Peek(1 + digits)))
        {
            digits++;
        }

        return digits == 0 ? Math.Min(2, _end - _at) : 1 + digits + (IsSpace(Peek(1 + digits)) ? 1 : 0);
    }

    private string Unescape(TextSpan span)
    {
        var raw = _text.Substring(span.Start, span.Length);
        if (!raw.Contains('\\', StringComparison.Ordinal))
        {
            return raw;
        }

        var plain = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '\\')
            {
                plain.Append(raw[at]);
                continue;
            }

            var digits = 0;
            while (digits < 6 && at + 1 + digits < raw.Length && char.IsAsciiHexDigit(raw[at + 1 + digits]))
            {
                digits++;
            }

            if (digits == 0)
            {
                at++;
                plain.Append(at < raw.Length && raw[at] != '\n' ? raw[at] : null);
                continue;
            }

            var code = Convert.ToInt32(raw.Substring(at + 1, digits), 16);
            plain.Append(Rune.IsValid(code) && code != 0 ? new Rune(code).ToString() : "\ufffd");
            at += digits + (at + 1 + digits < raw.Length && IsSpace(raw[at + 1 + digits]) ? 1 : 0);
        }

        return plain.ToString();
    }

    private char Peek(int ahead) => _at + ahead < _end ? _text[_at + ahead] : '\0';

    private void SkipSpace()
    {
        while (_at < _end && IsSpace(_text[_at]))
        {
            _at++;
        }
    }

    private static bool IsName(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' || c >= 0x80;

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}
