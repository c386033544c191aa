using System.Collections.Immutable;

namespace Chimera.Sites.Render.Blueprints;

/// <summary>The closed lists of words of the Blueprint format, as Render published it in May 2026.</summary>
internal static class Words
{
    public static readonly ImmutableArray<string> ServicePlans = ["free", "starter", "standard", "pro", "pro plus", "pro max", "pro ultra"];

    public static readonly ImmutableArray<string> DatabasePlans =
    [
        "basic-256mb", "basic-1gb", "basic-4gb",
        .. new[] { 4, 8, 16, 32, 64, 128, 192, 256, 384, 512 }.Select(size => $"pro-{size}gb"),
        .. new[] { 16, 32, 64, 128, 256, 384, 512, 768, 1024 }.Select(size => $"accelerated-{size}gb"),
    ];

    /// <summary>The database plans of before October 2024; existing databases may still have them.</summary>
    public static readonly ImmutableArray<string> OldDatabasePlans = ["starter", "standard", "pro", "pro plus"];

    /// <summary>Every plan: the schema does not tell those of services from those of databases.</summary>
    public static readonly Shape.Word Plan = new("a plan", [.. ServicePlans, .. DatabasePlans]);

    public static readonly Shape.Word Region = new("a region", ["oregon", "ohio", "virginia", "frankfurt", "singapore"]);

    public static readonly Shape.Word Runtime = new(
        "a runtime", ["docker", "elixir", "go", "image", "node", "python", "ruby", "rust", "static"]);

    public static readonly Shape.Word DeployTrigger = new("a deploy trigger", ["off", "commit", "checksPass"]);

    public static readonly Shape.Word Previews = new("a way to make previews", ["automatic", "manual", "off"]);

    public static readonly Shape.Word Policy = new("enabled or disabled", ["enabled", "disabled"]);

    public static readonly Shape.Word RouteType = new("redirect or rewrite", ["redirect", "rewrite"]);

    public static readonly Shape.Word Eviction = new(
        "an eviction policy",
        [
            "allkeys-lru", "allkeys-lfu", "allkeys-random", "volatile-lru", "volatile-lfu", "volatile-random", "volatile-ttl", "noeviction",
        ]);

    /// <summary>What a variable may refer to; wider than what can be declared.</summary>
    public static readonly Shape.Word Referred = new(
        "a kind of service", ["web", "worker", "pserv", "cron", "static", "keyvalue", "redis", "job", "dpg"]);

    public static readonly ImmutableArray<string> ServiceProperties = ["host", "port", "hostport", "connectionString"];

    public static readonly ImmutableArray<string> DatabaseProperties =
        [.. ServiceProperties, "user", "password", "database", "connectionPoolString"];
}
