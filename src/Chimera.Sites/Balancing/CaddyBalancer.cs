using System.Text.Json.Nodes;

namespace Chimera.Sites.Balancing;

/// <summary>
/// Caddy's configuration (JSON) of the same balancer, for Caddy 2.6 and later. Caddy draws one of the upstreams
/// at random, and each stands there as often as it has whole percents: weights of its own came later, and this means the same in every version.
/// </summary>
public static class CaddyBalancer
{
    private const int Percents = 100;

    /// <summary>What keeps Caddy from being told it; null when it can be.</summary>
    public static string? Inexpressible(IReadOnlyList<Backend> backends, WeightsInForce inForce) =>
        Active.Of(backends, inForce).Select(one => one.IsTls).Distinct().Count() > 1
            ? "backends by http beside backends by https: one proxy of Caddy's speaks one of them"
            : null;

    public static JsonObject Of(string site, IReadOnlyList<Backend> backends, WeightsInForce inForce, BalancerPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var active = Active.Of(backends, inForce);
        var once = Proxy(active, retry: false);
        var again = Proxy(active, retry: true);
        // The body of the answer that is dropped is not sent; the visitor gets that of the next.
        again["handle_response"] = new JsonArray(new JsonObject
        {
            ["match"] = new JsonObject { ["status_code"] = new JsonArray(502, 503, 504) },
            ["routes"] = new JsonArray(new JsonObject { ["handle"] = new JsonArray(Proxy(active, retry: true)) }),
        });
        JsonObject Route(JsonArray methods, JsonObject proxy)
        {
            var match = new JsonObject { ["method"] = methods };
            if (place.Names.Length > 0)
            {
                match["host"] = new JsonArray([.. place.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => (JsonNode)name)]);
            }

            return new JsonObject { ["match"] = new JsonArray(match), ["handle"] = new JsonArray(Hosts(active), proxy), ["terminal"] = true };
        }

        return new JsonObject
        {
            ["apps"] = new JsonObject
            {
                ["http"] = new JsonObject
                {
                    ["servers"] = new JsonObject
                    {
                        [$"chimera-{site}"] = new JsonObject
                        {
                            ["listen"] = new JsonArray(place.Listen.Contains(':', StringComparison.Ordinal) ? place.Listen : $":{place.Listen}"),
                            ["automatic_https"] = new JsonObject { ["disable"] = true },
                            ["routes"] = new JsonArray(
                                Route(new JsonArray("GET", "HEAD"), again), Route(new JsonArray("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"), once)),
                        },
                    },
                },
            },
        };
    }

    /// <summary>What each backend is called, found when a request is sent there.</summary>
    private static JsonObject Hosts(IEnumerable<Active> active) => new()
    {
        ["handler"] = "map",
        ["source"] = "{http.reverse_proxy.upstream.hostport}",
        ["destinations"] = new JsonArray("{chimera_host}"),
        ["mappings"] = new JsonArray([.. active.Select(one => (JsonNode)new JsonObject
        {
            ["input"] = one.Authority, ["outputs"] = new JsonArray(one.Backend.Host),
        })]),
    };

    private static JsonObject Proxy(IReadOnlyList<Active> active, bool retry)
    {
        var balancing = new JsonObject { ["selection_policy"] = new JsonObject { ["policy"] = "random" } };
        if (retry)
        {
            balancing["retries"] = 3;
            balancing["try_interval"] = "10ms";
        }

        JsonObject proxy = new()
        {
            ["handler"] = "reverse_proxy",
            ["upstreams"] = new JsonArray([.. Entries(active)]),
            ["load_balancing"] = balancing,
            // One that cannot be connected to is left out for a moment, so that a retry goes elsewhere.
            ["health_checks"] = new JsonObject { ["passive"] = new JsonObject { ["fail_duration"] = "2s", ["max_fails"] = 1 } },
            ["headers"] = new JsonObject { ["request"] = new JsonObject { ["set"] = new JsonObject { ["Host"] = new JsonArray("{chimera_host}") } } },
        };
        if (active.Any(one => one.IsTls))
        {
            proxy["transport"] = new JsonObject
            {
                ["protocol"] = "http", ["tls"] = new JsonObject { ["server_name"] = "{http.reverse_proxy.upstream.host}" },
            };
        }

        return proxy;
    }

    private static IEnumerable<JsonNode> Entries(IReadOnlyList<Active> active) => active.SelectMany(one =>
        Enumerable.Range(0, Math.Max(1, (one.Share.Hundredths + 50) / Percents)).Select(_ => (JsonNode)new JsonObject { ["dial"] = one.Authority }));
}
