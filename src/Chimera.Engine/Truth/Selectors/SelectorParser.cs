using Chimera.Engine.Truth.Documents;

namespace Chimera.Engine.Truth.Selectors;

/// <summary>
/// Reads selectors. The grammar: <c>or := and ("or" and)*</c>, <c>and := not ("and" not)*</c>,
/// <c>not := "not" not | "(" or ")" | "all" | ["@"] word</c>. At most 1000 words, nested at most 64 deep.
/// </summary>
public sealed class SelectorParser
{
    private const int MostTokens = 1000;
    private const int Deepest = 64;

    private readonly List<SelectorToken> _tokens;
    private int _next;
    private int _depth;
    private SelectorReading.Wrong? _wrong;

    private SelectorParser(List<SelectorToken> tokens) => _tokens = tokens;

    private SelectorToken Current => _tokens[_next];

    public static SelectorReading Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = SelectorToken.Cut(text);
        if (tokens.Count > MostTokens)
            return new SelectorReading.Wrong(tokens[MostTokens].Column, $"more than {MostTokens} words", "give the targets a tag and select by it");

        var parser = new SelectorParser(tokens);
        var root = parser.Or();
        if (!parser.Current.IsEnd)
            parser.Trailing();

        return parser._wrong ?? (SelectorReading)new SelectorReading.Read(new Selector(text, root));
    }

    private SelectorNode Or()
    {
        var left = And();
        while (Take("or"))
            left = new SelectorNode.Or(left, And());

        return left;
    }

    private SelectorNode And()
    {
        var left = Not();
        while (Take("and"))
            left = new SelectorNode.And(left, Not());

        return left;
    }

    private SelectorNode Not()
    {
        if (_depth >= Deepest)
            return Fail(Current, $"nested more than {Deepest} deep", "write it flatter");

        _depth++;
        var node = Take("not") ? new SelectorNode.Not(Not())
            : Current.Text == "(" ? Group()
            : Word();
        _depth--;
        return node;
    }

    private SelectorNode Group()
    {
        var open = Current;
        _next++;
        var inner = Or();
        return Take(")") ? inner : Fail(open, "this parenthesis is never closed", "add ')'");
    }

    private SelectorNode Word()
    {
        var token = Current;
        if (token.IsEnd)
            return Fail(token, _tokens.Count == 1 ? "it is empty" : "it ends too early", "add a tag, a name, or all");
        if (token.IsOperator)
            return Fail(token, $"'{token.Text}' stands where a tag or a name should", "add a tag, a name, or all");

        _next++;
        if (token.Text == "all")
            return new SelectorNode.All();

        var tagOnly = token.Text[0] == '@';
        var pattern = tagOnly ? token.Text[1..] : token.Text;
        return pattern.Length > 0 && pattern.All(IsWordCharacter)
            ? new SelectorNode.Word(pattern, tagOnly, token.Column)
            : Fail(token, $"{Wording.Quote(token.Text)} is not a tag or a name", "use letters, digits, . _ - : / and the wildcards * and ?");
    }

    private void Trailing()
    {
        var (text, column) = Current;
        _ = text == ")"
            ? Fail(Current, "this parenthesis was never opened", "remove ')'")
            : Fail(new SelectorToken(text, column), $"{Wording.Quote(text)} follows without 'and' or 'or'", "put 'and' or 'or' before it");
    }

    // The first error is the true one: what follows it is read out of step.
    private SelectorNode.All Fail(SelectorToken at, string message, string remedy)
    {
        _wrong ??= new SelectorReading.Wrong(at.Column, message, remedy);
        _next = _tokens.Count - 1;
        return new SelectorNode.All();
    }

    private bool Take(string text)
    {
        if (Current.Text != text)
            return false;

        _next++;
        return true;
    }

    private static bool IsWordCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' or ':' or '/' or '*' or '?';
}
