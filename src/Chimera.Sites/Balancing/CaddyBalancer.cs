using System.Collections.Immutable;
using System.Text;
using Chimera.Sites.Declaration;
using Chimera.Sites.Host.Caddy;
using Chimera.Sites.Host.Telling;

namespace Chimera.Sites.Balancing;

/// <summary>
/// Caddy's configuration of a balancer, a part of a Caddyfile, for Caddy 2.6 and later. Each request is dealt to a backend by its own random id; each backend is a proxy of its
/// own and asked by its own name, also in TLS. GET and HEAD go on to another backend when one cannot be reached or says 502, 503 or 504; anything else is asked once.
/// </summary>
public static class CaddyBalancer
{
    private const string Busy = "@busy status 502 503 504";

    /// <param name="site">Makes its names differ from those of other sites on the same host.</param>
    public static BalancerConfiguration Of(string site, IReadOnlyList<Backend> backends, WeightsInForce inForce, HostPlace place)
    {
        ArgumentNullException.ThrowIfNull(backends);
        ArgumentNullException.ThrowIfNull(inForce);
        ArgumentNullException.ThrowIfNull(place);
        var prefix = BalancerConfiguration.PrefixOf(site);
        var active = Active.Of(backends, inForce);
        var text = new StringBuilder();
        text.Append($$"""
            {{CaddyListening.Of(place)}}    route {
                    @marker path {{BalancerConfiguration.Marker}}
                    respond @marker `{{BalancerConfiguration.OwnDigest}}` 200

            """);
        CaddyChoices.Write(text, active, prefix);
        if (active.Length > 1)
        {
            // What has a body was sent with it, and cannot be sent again.
            text.Append($$"""
                        @again {
                            method GET HEAD
                            not header Content-Length *
                        }
                        vars @again {{prefix}} again
                        map {http.reverse_proxy.upstream.hostport} {{{prefix}}_host} {{{prefix}}_name} {
                {{string.Concat(active.Select(one => $"            `{one.Authority}` `{one.Backend.Host}` `{one.NameInTls}`\n"))}}        }

                """);
        }

        for (var index = 0; index < active.Length; index++)
        {
            var name = CaddyChoices.NameOf(index);
            text.Append($"        @{name} vars {{{prefix}_1}} {name}\n        handle @{name} {{\n");
            WriteProxy(text, active, index, 3, [], active.Length < 2 ? [] :
                [Busy, "handle_response @busy {", $"    @go vars {prefix} again", "    error @go 502", "    copy_response", "}"]);
            text.Append("        }\n");
        }

        text.Append("    }\n");
        if (active.Length > 1)
        {
            WriteSecond(text, active, prefix);
        }

        return BalancerConfiguration.Of(text.Append("}\n").Append(CaddyListening.Redirecting(place)).ToString());
    }

    /// <summary>What is done where the first could not be reached, or was busy.</summary>
    private static void WriteSecond(StringBuilder text, ImmutableArray<Active> active, string prefix)
    {
        // Of backends at one address only one would be found by it.
        var mayShare = active.Select(one => one.Authority).Distinct(StringComparer.Ordinal).Count() == active.Length;
        // One key for all that must hold: of several that are asked for, any would do for Caddy.
        text.Append($$"""
                handle_errors {
                    map `{{{prefix}}_2} {http.vars.{{prefix}}} {http.error.status_code}` {{{prefix}}_turn} {
                        `~^(b[0-9]+) again 50[234]$` $1
                    }

            """);
        for (var index = 0; index < active.Length; index++)
        {
            var name = CaddyChoices.NameOf(index);
            ImmutableArray<int> others = [.. Enumerable.Range(0, active.Length).Where(other => other != index).OrderByDescending(other => active[other].Share.Hundredths)];
            text.Append($"        @{name} vars {{{prefix}_turn}} {name}\n        handle @{name} {{\n");
            // One proxy speaks http or https, so who cannot be reached is stood in for by one that speaks the same.
            WriteProxy(
                text, active, index, 3, mayShare && others.Length > 1 ? [.. others.Where(other => active[other].IsTls == active[index].IsTls)] : [],
                others.Length < 2 ? [] :
                [
                    Busy, "handle_response @busy {", $"    @asked vars {{{prefix}_1}} {CaddyChoices.NameOf(others[0])}",
                    "    handle @asked {", .. Proxy(active, others[1], [], []).Select(line => $"        {line}"), "    }",
                    "    handle {", .. Proxy(active, others[0], [], []).Select(line => $"        {line}"), "    }", "}",
                ], prefix);
            text.Append("        }\n");
        }

        text.Append("    }\n");
    }

    private static void WriteProxy(
        StringBuilder text, ImmutableArray<Active> active, int index, int depth, ImmutableArray<int> standIns, ImmutableArray<string> more, string prefix = "")
    {
        foreach (var line in Proxy(active, index, standIns, more, prefix))
        {
            text.Append(' ', depth * 4).Append(line).Append('\n');
        }
    }

    /// <param name="standIns">Who is asked, in this order, where nobody can be reached there; it is left out for two seconds then.</param>
    private static IEnumerable<string> Proxy(
        ImmutableArray<Active> active, int index, ImmutableArray<int> standIns, ImmutableArray<string> more, string prefix = "")
    {
        var one = active[index];
        var names = string.Join('|', active
            .SelectMany(other => new[] { other.NameInTls, other.Backend.Address.Host }).Distinct(StringComparer.Ordinal).Select(Expressions.Literal));
        return
        [
            $"reverse_proxy {string.Join(' ', standIns.Prepend(index).Select(at => $"`{active[at].Authority}`"))} {{",
            .. standIns.IsEmpty ? Array.Empty<string>() : ["    lb_policy first", "    lb_retries 2", "    lb_try_interval 10ms", "    fail_duration 2s"],
            $"    header_up Host {(standIns.IsEmpty ? $"`{one.Backend.Host}`" : $"{{{prefix}_host}}")}",
            // A backend that leads to itself leads to the balancer.
            $"    header_down Location `^(?i:https?://(?:{names})(?::[0-9]+)?)(/.*)$` `$1`",
            "    transport http {",
            "        dial_timeout 3s",
            "        response_header_timeout 30s",
            "        compression off",
            .. one.IsTls ? new[] { "        tls", $"        tls_server_name {(standIns.IsEmpty ? $"`{one.NameInTls}`" : $"{{{prefix}_name}}")}" } : [],
            "    }",
            .. more.Select(line => $"    {line}"),
            "}",
        ];
    }
}
