namespace Chimera.Sites.Netlify.JavaScript.Patterns;

/// <summary><c>new RegExp(pattern, 'iu').test(text)</c>.</summary>
internal sealed class JsPattern
{
    private readonly PatternOp[] _ops;
    private readonly bool _refersBack;

    private JsPattern(PatternOp[] ops, bool refersBack)
    {
        _ops = ops;
        _refersBack = refersBack;
    }

    /// <param name="error">V8's message when the text is no regular expression.</param>
    /// <returns>Null when it is none. One that is too large to run never matches.</returns>
    public static JsPattern? Compile(string pattern, out string? error)
    {
        try
        {
            error = null;
            var (node, refersBack, names) = PatternParser.Parse(pattern);
            return new JsPattern(PatternCompiler.Compile(node, refersBack, names) ?? [], refersBack);
        }
        catch (PatternSyntaxException e)
        {
            error = $"Invalid regular expression: /{pattern}/iu: {e.Message}";
            return null;
        }
    }

    public bool IsMatch(string text)
    {
        if (_ops.Length == 0)
        {
            return false;
        }

        int[] codes = [.. text.EnumerateRunes().Select(rune => rune.Value)];
        return _refersBack ? new PatternBacktracker(_ops, codes).Run() : new PatternStates(_ops, codes).Run(0, everywhere: true);
    }

    /// <summary><c>RegExp.prototype.source</c>: slashes outside brackets and line ends are escaped.</summary>
    public static string Source(string pattern)
    {
        var text = new System.Text.StringBuilder(pattern.Length + 8);
        var inClass = false;
        var escaped = false;
        foreach (var c in pattern)
        {
            if (!escaped)
            {
                inClass = c == '[' || (inClass && c != ']');
                text.Append(c == '/' && !inClass ? "\\" : "");
            }

            _ = c switch
            {
                '\n' => text.Append(escaped ? "n" : "\\n"),
                '\r' => text.Append(escaped ? "r" : "\\r"),
                '\u2028' => text.Append(escaped ? "u2028" : "\\u2028"),
                '\u2029' => text.Append(escaped ? "u2029" : "\\u2029"),
                _ => text.Append(c),
            };
            escaped = !escaped && c == '\\';
        }

        return text.ToString();
    }
}
