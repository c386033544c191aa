using Chimera.Sites.Requests;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>What rules ask of a request, found out when the first of them asks.</summary>
internal sealed class Visitor(SiteRequest request, MatchSettings settings)
{
    private string[]? _roles;
    private bool _rolesRead;

    public string Query => request.Query;

    /// <summary>Lower case, without a port.</summary>
    public string Host => field ??= HostOf(request.Host);

    public string Scheme => request.Scheme;

    /// <summary>The platform's header counts more than what is known otherwise; a cookie sets it for a try-out.</summary>
    public string Country => Header("x-country") ?? request.Country ?? Cookie("nf_country") ?? "";

    public string Language => Header("x-language") ?? request.Language ?? Cookie("nf_lang") ?? FirstAccepted() ?? "";

    public bool HasCookie(string name) => Cookie(name) is not null;

    /// <summary>A star alone asks for anybody with a token that is to be believed.</summary>
    public bool HasOneOf(string[] roles) => Roles() is { } own && (roles is ["*"] || Array.Exists(roles, role => Array.IndexOf(own, role) >= 0));

    private string? Header(string name) => request.Headers.TryGetValue(name, out var value) ? value : null;

    private string? Cookie(string name) => request.Cookies.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Of <c>Accept-Language</c> the platform's tools read the first two letters.</summary>
    private string? FirstAccepted()
    {
        var first = Header("accept-language")?.Split(',')[0];
        return first is { Length: > 0 } ? first[..Math.Min(2, first.Length)] : null;
    }

    private string[]? Roles()
    {
        if (!_rolesRead)
        {
            _rolesRead = true;
            _roles = RoleToken.Believed(Cookie(RoleToken.Cookie) ?? "", settings);
        }

        return _roles;
    }

    private static string HostOf(string host)
    {
        var colon = host.LastIndexOf(':');
        return (colon > host.LastIndexOf(']') ? host[..colon] : host).ToLowerInvariant();
    }
}
