using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Sites.Balancing;

namespace Chimera.Cli.Terminal;

/// <summary>A balancer in words.</summary>
internal static class BalanceText
{
    /// <summary>Of the record, where shares are in hundredths of a percent.</summary>
    public static string Weights(JsonObject weights) =>
        string.Join(", ", weights.Names().Select(name => $"{name} {Of(new Share(weights.Whole(name)))}"));

    public static string Weights(Balance balance) =>
        string.Join(", ", balance.Backends.Zip(balance.InForce.Shares, (backend, share) => $"{backend.Name} {Of(share)}"));

    public static string Of(Share share) => $"{share.Percent:0.0} %";

    public static string Of(BackendState state) => state.Standing switch
    {
        Standing.Full => "full",
        Standing.Returning => $"returning ({state.Part} %)",
        Standing.Ejected => "ejected",
        _ => throw new InvalidOperationException("no such standing"),
    };

    public static string Of(CheckResult result) => result switch
    {
        CheckResult.Passed passed => $"answers in {passed.Took.TotalMilliseconds:0} ms",
        CheckResult.Failed failed => failed.Why,
        _ => throw new InvalidOperationException("a check passes or fails"),
    };
}
