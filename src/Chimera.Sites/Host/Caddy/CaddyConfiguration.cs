using System.Text;
using Chimera.Sites.Declaration;
using Chimera.Sites.Host.Telling;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Host.Caddy;

/// <summary>
/// Caddy's configuration for a site, a part of a Caddyfile, for Caddy 2.6 and later. Rules are tried in order over one text that says all of the request as it was sent; what
/// visitors send is never read for placeholders. Keeps the contract of <see cref="HostPlatform"/>.
/// </summary>
public static class CaddyConfiguration
{
    /// <summary>What Caddy says itself, or would be wrong to be told.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept-Ranges", "Connection", "Content-Encoding", "Content-Length", "Date", "ETag", "Keep-Alive", "Last-Modified", "Location", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    /// <summary>What of a site Caddy cannot be told; empty when it keeps the whole contract.</summary>
    public static IReadOnlyList<string> Inexpressible(Foresight foresight)
    {
        ArgumentNullException.ThrowIfNull(foresight);
        return
        [
            .. foresight.Redirects.Length > HostRules.MostTold ? [$"more than {HostRules.MostTold} rules"] : Array.Empty<string>(),
            .. foresight.Redirects.Where(rule => rule.Odd is not null || !CaddyText.CanBeTold($"{rule.From}{rule.To}")).Select(rule => $"the rule for {rule.From}"),
            .. foresight.Redirects.Where(rule => rule.IsProxy && !rule.Headers.IsEmpty).Select(rule => $"the headers that the proxied request for {rule.From} is sent with"),
            .. RuleExpression.Of(foresight.Redirects).Select(CaddyRules.Problem).OfType<string>(),
            .. foresight.Headers.SelectMany(rule => rule.Values).Where(value => Own.Contains(value.Key) || !IsName(value.Key) || !CaddyText.CanBeTold(value.Value))
                .Select(value => $"the header {value.Key}").Distinct(StringComparer.Ordinal),
            .. foresight.Published.UrlPaths.Where(path => path.Contains('\\', StringComparison.Ordinal)).Take(1).Select(path => $"a file with a backslash in its name: {path}"),
            .. Unset(foresight).Select(name => $"the header {name}, which one rule sets and another empties"),
        ];
    }

    /// <returns>What stands in its file; <c>@root@</c> stands for the folder of the files.</returns>
    /// <param name="marker">Where the host says which release answers.</param>
    public static string Of(Foresight foresight, HostPlace place, string marker, string generation)
    {
        ArgumentNullException.ThrowIfNull(foresight);
        ArgumentNullException.ThrowIfNull(place);
        var text = new StringBuilder();
        text.Append($$"""
            {{CaddyListening.Of(place)}}    route {
                @marker path {{marker}}
                respond @marker {{CaddyText.Quoted(generation)}} 200
                map `{ ` {{CaddyText.Open}} {
                    `~^(.)` $1
                }
                map `} ` {{CaddyText.Close}} {
                    `~^(.)` $1
                }
                map {http.request.orig_uri} {chimera_path} {
                    `~^([^?]*)` $1
                }
                map {http.request.orig_uri} {chimera_target} {
                    `~^([^?]*)$` `$1?`
                    `~^(.*)$` $1
                }
                map {http.request.orig_uri} {chimera_search} {
                    `~^[^?]*(\?.+)$` $1
                }
                map {http.request.header.Accept-Language} {chimera_language} {
                    `~^ *([^,; ]*)` $1
                }
                map {http.request.uri.path} {chimera_exact} {
                    `~(?s)/$` /chimera-none
                    `~(?s)^(.*)$` $1
                }
                map {http.request.uri.path} {chimera_bare} {
                    `~(?s)^(.*?)/*$` $1
                }
                @file {
                    {{Tried}}
                }
                vars chimera_found N
                vars @file chimera_found E
                vars chimera_asked `{http.vars.chimera_found} {http.request.scheme} {http.request.host} {chimera_language} {chimera_target} ; {http.request.header.Cookie}`
                vars chimera_path {chimera_path}

            """);
        CaddyRules.Write(text, RuleExpression.Of(foresight.Redirects));
        WriteHeaders(text, foresight);
        text.Append($$"""
                @sent {
                    {{Tried}}
                }
                @own {
                    file {
                        root `@root@`
                        try_files /404.html
                    }
                }
                @read method GET HEAD
                @page vars_regexp {http.vars.chimera_status} ^[45]
                handle {
                    handle @sent {
                        vars chimera_there {http.matchers.file.absolute}
                    }
                    handle @own {
                        vars {
                            chimera_there {http.matchers.file.absolute}
                            chimera_status 404
                        }
                    }
                    handle {
                        respond 404
                    }
                }
                handle {
                    handle @read {
                        handle @page {
                            request_header -If-None-Match
                            request_header -If-Modified-Since
                            request_header -Range
                            rewrite * /
                            file_server {
                                root {http.vars.chimera_there}
                                status {http.vars.chimera_status}
                                disable_canonical_uris
                            }
                        }
                        handle {
                            rewrite * /
                            file_server {
                                root {http.vars.chimera_there}
                                disable_canonical_uris
                            }
                        }
                    }
                    handle {
                        respond 405
                    }
                }
                }
            }

            """);
        return text.Append(CaddyListening.Redirecting(place)).ToString();
    }

    private const string Tried = "file {\n            root `@root@`\n            try_files {chimera_exact} {chimera_bare}.html {chimera_bare}/index.html\n        }";

    private static void WriteHeaders(StringBuilder text, Foresight foresight)
    {
        var number = 0;
        foreach (var rule in foresight.Headers)
        {
            var values = rule.Values.Where(value => value.Value.Length > 0).ToList();
            if (values.Count > 0 && Expressions.PathsOf(rule) is { } paths)
            {
                text.Append($"    @h{number} vars_regexp {{http.vars.chimera_path}} `(?i)^{paths}`\n");
                foreach (var (name, value) in values)
                {
                    text.Append($"    header @h{number} {name} {CaddyText.Quoted(CaddyText.Plain(value))}\n");
                }

                number++;
            }
        }
    }

    // What begins with another character means something to Caddy.
    private static bool IsName(string name) =>
        name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) && name.All(one => char.IsAsciiLetterOrDigit(one) || "!#%&'*+-.^_|~".Contains(one, StringComparison.Ordinal));

    /// <summary>A header that has a value is not taken away again: Caddy would do so with later ones too.</summary>
    private static HashSet<string> Unset(Foresight foresight)
    {
        HashSet<string> set = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> unset = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in foresight.Headers.SelectMany(rule => rule.Values))
        {
            _ = value.Length > 0 ? set.Add(name) : set.Contains(name) && unset.Add(name);
        }

        return unset;
    }
}
