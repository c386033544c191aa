namespace Chimera.Engine.Truth.Selectors;

/// <summary>A word or a parenthesis of a selector; the end has an empty text.</summary>
/// <param name="Column">From 1.</param>
internal readonly record struct SelectorToken(string Text, int Column)
{
    public bool IsEnd => Text.Length == 0;

    public bool IsOperator => Text is "and" or "or" or "not" or "(" or ")";

    /// <summary>Cuts the text at white space and parentheses.</summary>
    public static List<SelectorToken> Cut(string text)
    {
        var tokens = new List<SelectorToken>();
        var at = 0;
        while (at < text.Length)
        {
            var start = at++;
            if (char.IsWhiteSpace(text[start]))
                continue;

            if (!IsParenthesis(text[start]))
            {
                while (at < text.Length && !char.IsWhiteSpace(text[at]) && !IsParenthesis(text[at]))
                    at++;
            }

            tokens.Add(new SelectorToken(text[start..at], start + 1));
        }

        tokens.Add(new SelectorToken("", text.Length + 1));
        return tokens;
    }

    private static bool IsParenthesis(char character) => character is '(' or ')';
}
