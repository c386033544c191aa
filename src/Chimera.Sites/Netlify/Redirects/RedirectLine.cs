using System.Collections.Immutable;
using System.Text;
using Chimera.Documents;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Redirects;

/// <summary>A line of <c>_redirects</c> whose parts are known: <c>from [query] [to] [status[!]] [conditions]</c>.</summary>
internal sealed class RedirectLine(string from, StringPool pool)
{
    // From here on a number is written with an exponent, of which only what stands before it is read.
    private const double LargeStatus = 1e21;

    private double? _status;

    public string From { get; } = from;

    public string? To { get; init; }

    /// <summary>Null when none was written.</summary>
    public string? StatusText { get; init; }

    public ImmutableArray<KeyValuePair<string, string?>> Query { get; init; } = [];

    public ImmutableArray<KeyValuePair<string, string?>> Conditions { get; init; } = [];

    public string? Signed { get; init; }

    public RedirectOutcome Normalise(Engine.Truth.Place place)
    {
        if (StatusText is not null)
        {
            var status = JsNumber.ParseInt(StatusText);
            if (!JsNumber.IsInteger(status))
            {
                return RedirectParts.BadStatus(StatusText);
            }

            // The line's parser makes it a number, and what normalises all rules reads the text of that number once more.
            _status = Math.Abs(status) < LargeStatus ? status : JsNumber.ParseInt(JsNumber.Text(status));
        }

        if ((To ?? RedirectParts.ForwardTarget(From, _status)) is not { } to)
        {
            return RedirectParts.MissingTarget(From);
        }

        if (RedirectParts.SourceOf(From, out var refused) is not { } source)
        {
            return refused!;
        }

        return new RedirectOutcome.Accepted(new RedirectRule
        {
            From = From,
            To = To is null ? pool.Take(to) : to,
            Status = _status,
            Force = _status is not null && StatusText!.EndsWith('!'),
            Query = Query,
            Conditions = RedirectConditions.OfLine(Conditions, pool),
            Signed = Signed,
            Scheme = source.Scheme,
            Host = source.Host is null ? null : pool.Take(source.Host),
            Path = source.Path,
            IsProxy = RedirectParts.IsProxy(_status, to),
            Place = place,
        });
    }

    /// <summary>As Netlify shows it in a message.</summary>
    public string ToJson()
    {
        var text = new StringBuilder("{\"from\":").Append(JsJson.Quote(From)).Append(",\"query\":");
        RedirectJson.Pairs(text, Query);
        if (To is not null)
        {
            text.Append(",\"to\":").Append(JsJson.Quote(To));
        }

        if (StatusText is not null)
        {
            var status = JsNumber.ParseInt(StatusText);
            var valid = JsNumber.IsInteger(status);
            text.Append(",\"status\":").Append(valid ? JsNumber.Text(status) : JsJson.Quote(StatusText));
            text.Append(",\"force\":").Append(valid && StatusText.EndsWith('!') ? "true" : "false");
        }

        text.Append(",\"conditions\":");
        RedirectJson.Pairs(text, Conditions);
        if (Signed is not null)
        {
            text.Append(",\"signed\":").Append(JsJson.Quote(Signed));
        }

        return text.Append('}').ToString();
    }
}
