using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Redirects;

/// <summary>Reads a <c>_redirects</c> file (@netlify/redirect-parser, line_parser.js).</summary>
internal sealed class RedirectFile(SourceFile file, StringPool pool, RedirectReading reading)
{
    private readonly List<TextSpan> _tokens = [];

    public void Read(CancellationToken cancel)
    {
        foreach (var (line, number, place) in RuleLine.Of(file, cancel))
        {
            ReadLine(line, number, place);
        }
    }

    private void ReadLine(TextSpan line, int number, Place place)
    {
        Tokenise(line);
        var tokens = CollectionsMarshal.AsSpan(_tokens);
        if (tokens.Length == 1)
        {
            LineProblem(RedirectFindings.NoTarget, "Missing destination path/URL",
                $"'{Text(tokens[0])}' leads nowhere: the line has no destination", tokens[0]);
            return;
        }

        // A number in second place is a status, so the destination is the source itself.
        var to = IsStatus(tokens[1]) ? 0 : FindTarget(tokens);
        if (to < 0)
        {
            LineProblem(
                RedirectFindings.BadTarget, "The destination path/URL must start with \"/\", \"http:\" or \"https:\"",
                "no part of the line can be the destination: none starts with '/', 'http://' or "
                    + "'https://'", TextSpan.FromTo(tokens[1].Start, tokens[^1].End));
            return;
        }

        var status = to + 1;
        var conditions = status + 1 < tokens.Length ? Pairs(tokens[(status + 1)..]) : null;
        var written = new RedirectLine(Text(tokens[0]), pool)
        {
            To = to == 0 ? null : pool.Take(Span(tokens[to])),
            StatusText = status < tokens.Length ? pool.Take(Span(tokens[status])) : null,
            Query = to > 1 ? Pairs(tokens[1..to]).ToOrdered() : [],
            Conditions = conditions is null ? [] : conditions.ToOrdered().RemoveAll(pair => pair.Key is "Sign" or "signed"),
            Signed = conditions?["signed"] ?? conditions?["Sign"],
        };
        switch (written.Normalise(place))
        {
            case RedirectOutcome.Accepted accepted:
                reading.Accept(accepted.Rule);
                break;
            case RedirectOutcome.Refused refused:
                var wrong = refused.Field == "from" ? tokens[0] : tokens[Math.Min(status, tokens.Length - 1)];
                reading.Refuse(refused, written.ToJson(), file.PlaceOf(wrong), wrong, Text(wrong));
                break;
            default:
                throw new InvalidOperationException("an outcome is one of two");
        }

        void LineProblem(FindingKind kind, string reason, string message, TextSpan span) =>
            reading.RefuseLine(new RuleProblem(
                kind, $"Could not parse redirect line {number}:\n  {Text(line)}\n{reason}", message, file.PlaceOf(span), span, Text(span)));
    }

    private bool IsStatus(TextSpan token) =>
        file.Text[token.Start] is (>= '0' and <= '9') or '+' or '-' && JsNumber.IsInteger(JsNumber.ParseInt(Text(token)));

    private int FindTarget(ReadOnlySpan<TextSpan> tokens)
    {
        for (var index = 1; index < tokens.Length; index++)
        {
            var token = Span(tokens[index]);
            if (token[0] == '/' || token.StartsWith("http://") || token.StartsWith("https://"))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary><c>key=value</c> each; what follows a second equals sign is lost, as in Netlify's parser.</summary>
    private JsPairs Pairs(ReadOnlySpan<TextSpan> tokens)
    {
        var pairs = new JsPairs();
        foreach (var token in tokens)
        {
            var text = Span(token);
            var equals = text.IndexOf('=');
            var key = pool.Take(equals < 0 ? text : text[..equals]);
            var rest = equals < 0 ? [] : text[(equals + 1)..];
            var end = rest.IndexOf('=');
            if (key != "__proto__")
            {
                pairs[key] = equals < 0 ? null : pool.Take(end < 0 ? rest : rest[..end]);
            }
        }

        return pairs;
    }

    private void Tokenise(TextSpan line)
    {
        _tokens.Clear();
        var text = file.Text;
        for (var at = line.Start; at < line.End;)
        {
            var start = at;
            while (at < line.End && !JsText.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (text[start] == '#')
            {
                return;
            }

            _tokens.Add(TextSpan.FromTo(start, at));
            while (at < line.End && JsText.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }
    }

    private ReadOnlySpan<char> Span(TextSpan span) => file.Text.AsSpan(span.Start, span.Length);

    private string Text(TextSpan span) => file.Text.Substring(span.Start, span.Length);
}
