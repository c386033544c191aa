using System.Collections.Immutable;
using System.Text;

namespace Chimera.Sites.Netlify.JavaScript.Patterns;

/// <summary>Reads a regular expression with the flags <c>iu</c> (ECMA-262, section 22.2.1) and fails with V8's words.</summary>
internal sealed class PatternParser
{
    // Deeper nesting than any person writes; the parser and the compiler recurse.
    private const int MaxDepth = 500;

    private readonly PatternText _text;
    private readonly PatternEscapes _escapes;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly List<string> _referredTo = [];
    private int _captures;
    private int _depth;

    private PatternParser(string pattern)
    {
        _text = new PatternText(pattern);
        _escapes = new PatternEscapes(_text);
    }

    public bool HasBackReferences { get; private set; }

    /// <exception cref="PatternSyntaxException">It is none.</exception>
    public static (PatternNode Node, bool HasBackReferences, IReadOnlyDictionary<string, int> Names) Parse(string pattern)
    {
        var parser = new PatternParser(pattern);
        var node = parser.Disjunction(nested: false);
        if (parser._referredTo.Exists(name => !parser._names.ContainsKey(name)))
        {
            throw new PatternSyntaxException("Invalid named capture referenced");
        }

        return (node, parser.HasBackReferences, parser._names);
    }

    private PatternNode Disjunction(bool nested)
    {
        if (++_depth > MaxDepth)
        {
            throw new PatternSyntaxException("Regular expression too large");
        }

        var ways = ImmutableArray.CreateBuilder<PatternNode>();
        var parts = ImmutableArray.CreateBuilder<PatternNode>();
        while (true)
        {
            switch (_text.Current)
            {
                case PatternText.AtEnd when nested:
                    throw new PatternSyntaxException("Unterminated group");
                case ')' when !nested:
                    throw new PatternSyntaxException("Unmatched ')'");
                case PatternText.AtEnd or ')':
                    _depth--;
                    ways.Add(new PatternNode.Sequence(parts.DrainToImmutable()));
                    return ways.Count == 1 ? ways[0] : new PatternNode.Choice(ways.DrainToImmutable());
                case '|':
                    _text.Advance();
                    ways.Add(new PatternNode.Sequence(parts.DrainToImmutable()));
                    break;
                default:
                    parts.Add(Term());
                    break;
            }
        }
    }

    private PatternNode Term()
    {
        switch (_text.Current)
        {
            case '*' or '+' or '?':
                throw new PatternSyntaxException("Nothing to repeat");
            case '^':
                _text.Advance();
                return new PatternNode.Start();
            case '$':
                _text.Advance();
                return new PatternNode.End();
            case '\\' when _text.Next is 'b' or 'B':
                _text.Advance();
                return new PatternNode.WordBoundary(_text.Take() == 'B');
            case '{':
                throw new PatternSyntaxException(_text.TryInterval(out _, out _) ? "Nothing to repeat" : "Lone quantifier brackets");
            case '}' or ']':
                throw new PatternSyntaxException("Lone quantifier brackets");
            default:
                return Quantified(Atom());
        }
    }

    private PatternNode Atom()
    {
        switch (_text.Current)
        {
            case '(':
                return Group();
            case '[':
                return _escapes.Class();
            case '.':
                _text.Advance();
                return new PatternNode.Class(CodeRanges.LineEnds, Negated: true);
            case '\\' when _text.Next is >= '1' and <= '9':
                return NumberedReference();
            case '\\' when _text.Next is 'k':
                return NamedReference();
            case '\\':
                return _escapes.Atom();
            default:
                return new PatternNode.Literal(CaseFolding.Fold(_text.Take()));
        }
    }

    private PatternNode Quantified(PatternNode atom)
    {
        int min;
        int? max;
        switch (_text.Current)
        {
            case '*':
                (min, max) = (0, null);
                _text.Advance();
                break;
            case '+':
                (min, max) = (1, null);
                _text.Advance();
                break;
            case '?':
                (min, max) = (0, 1);
                _text.Advance();
                break;
            case '{':
                if (!_text.TryInterval(out min, out max))
                {
                    throw new PatternSyntaxException("Incomplete quantifier");
                }

                if (max < min)
                {
                    throw new PatternSyntaxException("numbers out of order in {} quantifier");
                }

                break;
            default:
                return atom;
        }

        if (_text.Current == '?')
        {
            _text.Advance();
        }

        return atom is PatternNode.Look ? throw new PatternSyntaxException("Invalid quantifier") : new PatternNode.Repeat(atom, min, max);
    }

    private PatternNode Group()
    {
        _text.Advance();
        if (_text.Current != '?')
        {
            return Capture(null);
        }

        _text.Advance();
        switch (_text.Current)
        {
            case ':':
                _text.Advance();
                return Closed(Disjunction(nested: true));
            case '=' or '!':
                return Look(behind: false);
            case '<' when _text.Next is '=' or '!':
                _text.Advance();
                return Look(behind: true);
            case '<':
                _text.Advance();
                return Capture(_escapes.GroupName);
            default:
                throw new PatternSyntaxException("Invalid group");
        }
    }

    private PatternNode.Look Look(bool behind)
    {
        var negated = _text.Take() == '!';
        return new PatternNode.Look(Closed(Disjunction(nested: true)), behind, negated);
    }

    private PatternNode.Capture Capture(Func<string>? readName)
    {
        var number = ++_captures;
        var name = readName?.Invoke();
        var capture = new PatternNode.Capture(Closed(Disjunction(nested: true)), number);
        if (name is not null && !_names.TryAdd(name, number))
        {
            throw new PatternSyntaxException("Duplicate capture group name");
        }

        return capture;
    }

    private PatternNode Closed(PatternNode node)
    {
        _text.Advance();
        return node;
    }

    private PatternNode.BackReference NumberedReference()
    {
        _text.Advance();
        var number = 0;
        while (_text.Current is >= '0' and <= '9')
        {
            number = Math.Min((number * 10) + (_text.Take() - '0'), PatternText.MaxCaptures + 1);
        }

        if (number > _text.CaptureCount())
        {
            throw new PatternSyntaxException("Invalid escape");
        }

        HasBackReferences = true;
        return new PatternNode.BackReference(number, null);
    }

    private PatternNode.BackReference NamedReference()
    {
        _text.Advance();
        _text.Advance();
        if (_text.Current != '<')
        {
            throw new PatternSyntaxException("Invalid named reference");
        }

        _text.Advance();
        var name = _escapes.GroupName();
        _referredTo.Add(name);
        HasBackReferences = true;
        return new PatternNode.BackReference(0, name);
    }
}
