using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Chimera.Sites.Host.Telling;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Host.Nginx;

/// <summary>
/// nginx's configuration for a site, in the <c>http</c> context. Everything is decided by maps over the request as it was sent, which nginx tries in order; so the rules are where
/// the site's files have them, and no directive depends on another's place. Keeps the contract of <see cref="HostPlatform"/>.
/// </summary>
public static class NginxConfiguration
{
    /// <summary>What of a site nginx cannot be told; empty when it keeps the whole contract.</summary>
    public static IReadOnlyList<string> Inexpressible(Foresight foresight)
    {
        ArgumentNullException.ThrowIfNull(foresight);
        return
        [
            .. foresight.Redirects.Length > HostRules.MostTold ? [$"more than {HostRules.MostTold} rules"] : Array.Empty<string>(),
            .. foresight.Redirects.Where(rule => rule.Odd is not null || !NginxText.CanBeTold($"{rule.From}{rule.To}")).Select(rule => $"the rule for {rule.From}"),
            .. foresight.Redirects.Where(rule => rule.IsProxy && !rule.Headers.IsEmpty).Select(rule => $"the headers that the proxied request for {rule.From} is sent with"),
            .. foresight.Headers.SelectMany(rule => rule.Values).Where(value => !CanBeTold(value.Key, value.Value))
                .Select(value => $"the header {value.Key}").Distinct(StringComparer.Ordinal),
        ];
    }

    // A type is no text with variables.
    private static bool CanBeTold(string name, string value) => NginxText.CanBeTold(value)
        && (HeaderMaps.IsType(name) ? !value.Contains('$', StringComparison.Ordinal) : HeaderMaps.CanBeSent(name));

    /// <returns>What stands in its file; <c>@root@</c> stands for the folder of the files, <c>@listen@</c> for the address they are served at.</returns>
    /// <param name="site">Makes its variables differ from those of other sites on the same host.</param>
    public static string Of(Foresight foresight, string site)
    {
        ArgumentNullException.ThrowIfNull(foresight);
        var prefix = $"chimera_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(site)).AsSpan(0, 4))}";
        var text = new StringBuilder();
        WriteMaps(text, foresight, prefix);
        var headers = HeaderMaps.NamesOf(foresight.Headers, prefix);
        foreach (var header in headers)
        {
            HeaderMaps.Write(text, foresight.Headers, header, $"{prefix}_isfile", $"{prefix}_path");
        }

        var types = HeaderMaps.TypesOf(foresight.Headers);
        HeaderMaps.WriteTypes(text, foresight.Headers, types, prefix);
        WriteServer(text, foresight, prefix, headers, types);
        return text.ToString();
    }

    private static void WriteMaps(StringBuilder text, Foresight foresight, string prefix)
    {
        text.Append($$"""
            geo $chimera_dollar { default "$"; }
            map $request_uri ${{prefix}}_path { "~^(?<chimera_p>[^?]*)" $chimera_p; }
            map $http_accept_language ${{prefix}}_language { "~^ *(?<chimera_l>[^,; ]*)" $chimera_l; default ""; }
            map $uri ${{prefix}}_bare { "~^(?<chimera_b>.*?)/*$" $chimera_b; }
            map $uri ${{prefix}}_exact { "~/$" "/chimera-none"; default $uri; }
            map "${{prefix}}_found $scheme $host ${{prefix}}_language ${{prefix}}_path?$args ; $http_cookie" ${{prefix}}_rule {

            """);
        foreach (var entry in RuleExpression.Of(foresight.Redirects))
        {
            // All expressions but the first look ahead.
            var expression = string.Concat(entry.Expressions[1..].Select(one => $"(?={one})")) + entry.Expressions[0];
            text.Append($"    \"~{expression}\" \"{AnswerOf(entry)}\";\n");
        }

        text.Append($$"""
                default "files -";
            }
            map ${{prefix}}_rule ${{prefix}}_kind { "~^(?<chimera_k>[a-z0-9]+) " $chimera_k; }
            map ${{prefix}}_rule ${{prefix}}_to { "~^[a-z0-9]+ (?<chimera_t>.*)$" $chimera_t; }
            map "${{prefix}}_to $args" ${{prefix}}_location {
                "~ $" ${{prefix}}_to;
                "~^[^#?]*[?].* " ${{prefix}}_to;
                "~^(?<chimera_x>[^#]*)#(?<chimera_y>[^ ]*) " "$chimera_x?$args#$chimera_y";
                default "${{prefix}}_to?$args";
            }
            map "${{prefix}}_kind ${{prefix}}_to" ${{prefix}}_sent { "~^(?:rewrite|status[0-9]+) (?<chimera_s>[^?#]*)" $chimera_s; default $uri; }
            map ${{prefix}}_sent ${{prefix}}_sentbare { "~^(?<chimera_c>.*?)/*$" $chimera_c; }
            map ${{prefix}}_sent ${{prefix}}_sentexact { "~/$" "/chimera-none"; default ${{prefix}}_sent; }
            map ${{prefix}}_kind ${{prefix}}_isfile { "~^(?:redirect|proxy)" 0; default 1; }

            """);
    }

    private static string AnswerOf(RuleEntry entry)
    {
        var to = DestinationText.Of(entry.To, entry.Captures, NginxText.Plain, capture => $"${{{capture.Variable}}}");
        return entry.Answer switch
        {
            RuleAnswer.Redirect => string.Create(CultureInfo.InvariantCulture, $"redirect{entry.Status} {to}"),
            RuleAnswer.Status => string.Create(CultureInfo.InvariantCulture, $"status{entry.Status} {to}"),
            RuleAnswer.Rewrite => $"rewrite {to}",
            RuleAnswer.Proxy => $"proxy {to}",
            _ => "files -",
        };
    }

    private static void WriteServer(StringBuilder text, Foresight foresight, string prefix, IReadOnlyList<(string Name, string Variable)> headers, IReadOnlyList<string> types)
    {
        text.Append($$"""
            server {
                listen @listen@;
                root @root@;
                absolute_redirect off;
                merge_slashes off;
                server_tokens off;
                recursive_error_pages on;

            """);
        foreach (var (name, variable) in headers)
        {
            text.Append($"    add_header \"{name}\" ${variable} always;\n");
        }

        text.Append($$"""
                set ${{prefix}}_found N;
                if (-f "$document_root${{prefix}}_exact") { set ${{prefix}}_found E; }
                if (-f "$document_root${{{prefix}}_bare}.html") { set ${{prefix}}_found E; }
                if (-f "$document_root${{prefix}}_bare/index.html") { set ${{prefix}}_found E; }

            """);
        var statuses = foresight.Redirects.Select(rule => (int)(rule.Status ?? RedirectRule.DefaultStatus)).Distinct().Order().ToList();
        foreach (var status in statuses.Where(status => status is >= 300 and < 400))
        {
            text.Append(CultureInfo.InvariantCulture, $"    if (${prefix}_kind = redirect{status}) {{ return {status} ${prefix}_location; }}\n");
        }

        foreach (var status in statuses.Where(status => status >= 400))
        {
            text.Append(CultureInfo.InvariantCulture, $"    if (${prefix}_kind = status{status}) {{ return {status}; }}\n");
            text.Append(CultureInfo.InvariantCulture, $"    error_page {status} @chimera_sent${prefix}_type;\n");
        }

        text.Append($$"""
                {{(statuses.Contains(404) ? "" : $"error_page 404 @chimera_missing${prefix}_type;")}}
                if (${{prefix}}_kind = proxy) { return 418; }
                error_page 418 = @chimera_proxy;
                if (${{prefix}}_type) { return 419; }
                error_page 419 = @chimera_sent${{prefix}}_type;
                location / { try_files {{Tried(prefix)}} @chimera_missing; }

            """);
        WriteSent(text, prefix, "", "");
        for (var type = 0; type < types.Count; type++)
        {
            WriteSent(text, prefix, $"{type + 1}", $"types {{ }} default_type \"{NginxText.Plain(types[type])}\"; ");
        }

        text.Append($$"""
                location @chimera_proxy {
                    proxy_pass ${{prefix}}_location;
                    proxy_ssl_server_name on;
                    proxy_set_header Host $proxy_host;
                    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    proxy_set_header X-Forwarded-Proto $scheme;
                    proxy_set_header X-Forwarded-Host $host;
                }
            }

            """);
    }

    private static string Tried(string prefix) => $"${prefix}_sentexact ${{{prefix}_sentbare}}.html ${prefix}_sentbare/index.html";

    /// <summary>How a page is sent, with the type that is set: the file, or else the site's own page, or else nginx's, which no page of the site follows.</summary>
    private static void WriteSent(StringBuilder text, string prefix, string number, string type) => text.Append($$"""
            location @chimera_sent{{number}} { {{type}}try_files {{Tried(prefix)}} @chimera_missing{{number}}; }
            location @chimera_missing{{number}} { error_page 404 @chimera_page{{number}}; return 404; }
            location @chimera_page{{number}} { {{type}}error_page 599 /; try_files /404.html =404; }

        """);
}
