using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Chimera.Sites.Requests;

namespace Chimera.Cli.Commands;

/// <summary>The options by which a person asks for the answer to a request.</summary>
internal sealed class RequestOptions
{
    private readonly Option<string[]> _requests = new("--request")
    {
        Description = "Predict the answer to a request, and why: 'GET /old?x=1' or just /old; a URL asks one host; can be repeated", HelpName = "REQUEST",
        Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _headers = new("--header", "-H")
    {
        Description = "With --request: a header that is sent, 'Name: value'; can be repeated", HelpName = "HEADER",
        Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _country = new("--country") { Description = "With --request: the country the visitor is in, e.g. de", HelpName = "CC" };

    private readonly Option<string?> _language = new("--language")
    {
        Description = "With --request: the visitor's language (default: the first of Accept-Language)", HelpName = "TAG",
    };

    public RequestOptions()
    {
        _requests.Validators.Add(result => Refuse(result, text => RequestLine.Parse(text) is null ? $"'{text}' is no request; write 'GET /path?query', a path, or a URL" : null));
        _headers.Validators.Add(result => Refuse(result, text => text.IndexOf(':', StringComparison.Ordinal) > 0 ? null : $"'{text}' is no header; write 'Name: value'"));
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_requests);
        command.Options.Add(_headers);
        command.Options.Add(_country);
        command.Options.Add(_language);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_requests) is null && result.Children.Any(Has))
            {
                result.AddError("--header, --country and --language say who asks; say what is asked with --request");
            }
        });
    }

    public bool Has(SymbolResult result) => result is OptionResult { Implicit: false } option
        && (option.Option == _requests || option.Option == _headers || option.Option == _country || option.Option == _language);

    public ImmutableArray<SiteRequest> Read(ParseResult parsed)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var header in parsed.GetValue(_headers) ?? [])
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (header[..colon].Trim().ToLowerInvariant(), header[(colon + 1)..].Trim());
            var separator = name == "cookie" ? "; " : ", ";
            headers[name] = headers.TryGetValue(name, out var first) ? first + separator + value : value;
        }

        var cookies = CookieHeader.Parse(headers.GetValueOrDefault("cookie"));
        return [.. (parsed.GetValue(_requests) ?? []).Select(text => RequestLine.Parse(text)! with
        {
            Headers = headers,
            Cookies = cookies,
            Country = parsed.GetValue(_country)?.ToLowerInvariant() ?? cookies.GetValueOrDefault("nf_country"),
            Language = parsed.GetValue(_language) ?? headers.GetValueOrDefault("accept-language")?.Split(',', ';')[0].Trim(),
        })];
    }

    private static void Refuse(OptionResult result, Func<string, string?> wrong)
    {
        foreach (var error in result.Tokens.Select(token => wrong(token.Value)).OfType<string>())
        {
            result.AddError(error);
        }
    }
}
