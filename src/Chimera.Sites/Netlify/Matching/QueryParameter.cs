using System.Text.RegularExpressions;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>
/// A parameter that a rule asks for. netlify-redirector 0.5.0 puts its name unescaped into
/// <c>(?:.*&amp;)?NAME=([^&amp;]*)(?:&amp;.+)?</c>; a name that makes this no regular expression is never found.
/// </summary>
internal sealed class QueryParameter
{
    private static readonly AsciiSet Special = new("\\.+*?()|[]{}^$");

    private readonly Regex? _expression;
    private readonly bool _impossible;

    public QueryParameter(string name, string value)
    {
        Name = name;
        Value = value;
        if (name.AsSpan().ContainsAny(Special))
        {
            _expression = Expression(name);
            _impossible = _expression is null;
        }
    }

    public string Name { get; }

    /// <summary>What the value must be; when it begins with a colon, the name under which any value is kept.</summary>
    public string Value { get; }

    public bool IsCapture => Value.StartsWith(':');

    /// <param name="query">Without the question mark.</param>
    public bool IsMet(string query) => Find(query) is { } value && (IsCapture || QueryText.DecodesTo(query.AsSpan()[value], Value));

    /// <summary>Where the value stands; null when there is none.</summary>
    public Range? Find(string query)
    {
        if (_impossible)
        {
            return null;
        }

        return _expression is null ? Search(query) : Search(_expression, query);
    }

    private Range? Search(string query)
    {
        var text = query.AsSpan();
        for (var start = text.LastIndexOf('&') + 1; ; start = text[..(start - 1)].LastIndexOf('&') + 1)
        {
            var rest = text[start..];
            if (rest.Length > Name.Length && rest[Name.Length] == '=' && rest.StartsWith(Name, StringComparison.Ordinal))
            {
                var value = rest[(Name.Length + 1)..];
                var end = value.IndexOf('&');
                var after = end < 0 ? default : value[(end + 1)..];
                if ((end < 0 || (after.Length > 0 && !after.Contains('\n'))) && (start == 0 || !text[..(start - 1)].Contains('\n')))
                {
                    var from = start + Name.Length + 1;
                    return new Range(from, from + (end < 0 ? value.Length : end));
                }
            }

            if (start == 0)
            {
                return null;
            }
        }
    }

    private static Range? Search(Regex expression, string query)
    {
        var match = expression.Match(query);
        if (!match.Success)
        {
            return null;
        }

        var value = match.Groups.Count > 1 ? match.Groups[1] : null;
        return value is { Success: true } ? new Range(value.Index, value.Index + value.Length) : new Range(0, 0);
    }

    private static Regex? Expression(string name)
    {
        try
        {
            return new Regex($@"\A(?:(?:.*&)?{name}=([^&]*)(?:&.+)?)\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
