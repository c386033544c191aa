using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Chimera.Sites.Declaration;
using Chimera.Sites.Host.Nginx;
using Chimera.Sites.Host.Telling;

namespace Chimera.Sites.Balancing;

/// <summary>
/// nginx's configuration of a balancer, in the <c>http</c> context. Each request is dealt to a backend by its own random id; each backend
/// is asked by its own name, also in TLS. GET and HEAD go on to another backend when one cannot be reached or says 502, 503 or 504, three times at most; anything else is asked once.
/// </summary>
public static class NginxBalancer
{
    /// <summary>Where most systems keep the authorities that are trusted.</summary>
    public const string Authorities = "/etc/ssl/certs/ca-certificates.crt";

    private const int MostTries = 3;

    // Ours alone: no server answers it, so nothing that a backend says leads there.
    private const int Dealt = 599;

    /// <param name="site">Makes its names differ from those of other sites on the same host.</param>
    /// <param name="authorities">A file on the host: backends by https must show a certificate of one of these.</param>
    public static BalancerConfiguration Of(
        string site, IReadOnlyList<Backend> backends, WeightsInForce inForce, HostPlace place,
        string authorities = Authorities)
    {
        ArgumentNullException.ThrowIfNull(backends);
        ArgumentNullException.ThrowIfNull(inForce);
        ArgumentNullException.ThrowIfNull(place);
        var prefix = BalancerConfiguration.PrefixOf(site);
        var active = Active.Of(backends, inForce);
        var text = new StringBuilder();
        for (var index = 0; index < active.Length; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"upstream {prefix}_{index} {{ server \"{NginxText.Plain(active[index].Authority)}\"; keepalive 16; }}\n");
        }

        WriteChoices(text, active, prefix);
        text.Append($$"""
            map $request_method ${{prefix}}_way { GET try1; HEAD try1; default only; }
            server {
                {{NginxListening.Of(place)}}    server_tokens off;
                absolute_redirect off;
                merge_slashes off;
                client_max_body_size 0;
                recursive_error_pages on;
                location = {{BalancerConfiguration.Marker}} { default_type text/plain; return 200 "{{BalancerConfiguration.OwnDigest}}"; }
                location / { error_page {{Dealt}} = @{{prefix}}_${{{prefix}}_way}_${{prefix}}_1; return {{Dealt}}; }

            """);
        for (var index = 0; index < active.Length; index++)
        {
            var tries = Math.Min(MostTries, active.Length);
            var proxy = Proxy(active, index, prefix, authorities);
            text.Append($"    location @{prefix}_only_{index} {{{proxy} }}\n");
            for (var number = 1; number < tries; number++)
            {
                text.Append($"    location @{prefix}_try{number}_{index} {{ proxy_intercept_errors on;");
                text.Append($" error_page 502 503 504 = @{prefix}_try{number + 1}_${prefix}_{number + 1};{proxy} }}\n");
            }

            // The last is sent to the visitor whatever it says.
            text.Append($"    location @{prefix}_try{tries}_{index} {{{proxy} }}\n");
        }

        return BalancerConfiguration.Of(text.Append("}\n").Append(NginxListening.Redirecting(place)).ToString());
    }

    /// <summary>Which backend is asked first, and which after that: drawn from the others, so that the load of a dead one is spread.</summary>
    private static void WriteChoices(StringBuilder text, ImmutableArray<Active> active, string prefix)
    {
        WriteSplit(text, $"{prefix}_1", 1, [.. active.Select((one, index) => (index, one.Share.Hundredths))]);
        if (active.Length < 2)
        {
            return;
        }

        for (var first = 0; first < active.Length; first++)
        {
            WriteSplit(text, $"{prefix}_after{first}", 2, [.. active.Select((one, index) => (index, one.Share.Hundredths)).Where(one => one.index != first)]);
        }

        text.Append($"map ${prefix}_1 ${prefix}_2 {{ {string.Join(' ', Enumerable.Range(0, active.Length).Select(first => $"{first} ${prefix}_after{first};"))} }}\n");
        if (active.Length < MostTries)
        {
            return;
        }

        var thirds = from first in Enumerable.Range(0, active.Length)
                     from second in Enumerable.Range(0, active.Length).Where(second => second != first)
                     let third = Enumerable.Range(0, active.Length).Where(third => third != first && third != second)
                         .MaxBy(third => active[third].Share.Hundredths)
                     select $"\"{first} {second}\" {third};";
        text.Append($"map \"${prefix}_1 ${prefix}_2\" ${prefix}_3 {{ {string.Join(' ', thirds)} }}\n");
    }

    /// <param name="salt">Makes a choice independent of those before it.</param>
    private static void WriteSplit(StringBuilder text, string variable, int salt, IReadOnlyList<(int Index, int Part)> parts)
    {
        var all = parts.Sum(part => part.Part);
        text.Append(CultureInfo.InvariantCulture, $"split_clients \"{salt}$request_id\" ${variable} {{ ");
        foreach (var (index, part) in parts.SkipLast(1))
        {
            // Down to the hundredths that nginx knows; what nothing is left of is not written, for nginx takes no zero.
            var hundredths = part * Share.All / all;
            if (hundredths > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{hundredths / 100}.{hundredths % 100:00}% {index}; ");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"* {parts[^1].Index}; }}\n");
    }

    private static string Proxy(ImmutableArray<Active> active, int index, string prefix, string authorities)
    {
        var one = active[index];
        var names = string.Join('|', active
            .SelectMany(other => new[] { other.NameInTls, other.Backend.Address.Host }).Distinct(StringComparer.Ordinal).Select(Expressions.Literal));
        var tls = one.IsTls
            ? $" proxy_ssl_server_name on; proxy_ssl_name \"{NginxText.Plain(one.NameInTls)}\"; proxy_ssl_verify on;"
                + $" proxy_ssl_verify_depth 4; proxy_ssl_trusted_certificate \"{NginxText.Plain(authorities)}\";"
            : "";
        return $" proxy_pass {(one.IsTls ? "https" : "http")}://{prefix}_{index};{tls} proxy_http_version 1.1; proxy_set_header Connection \"\";"
            + $" proxy_set_header Host \"{NginxText.Plain(one.Backend.Host)}\"; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"
            + " proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header X-Forwarded-Host $host;"
            // A backend that leads to itself leads to the balancer.
            + $" proxy_redirect \"~*^https?://(?:{names})(?::[0-9]+)?(/.*)$\" $1;"
            + " proxy_connect_timeout 3s; proxy_read_timeout 30s;";
    }
}
