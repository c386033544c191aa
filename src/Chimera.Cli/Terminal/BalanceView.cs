using System.Text.Json.Nodes;
using Chimera.Sites.Balancing;

namespace Chimera.Cli.Terminal;

/// <summary>Shows how a site's visitors are divided: one look as a table, a watch as a line for each shift.</summary>
internal sealed class BalanceView(OutputFormat format, Streams streams)
{
    public void Say(string text) => streams.Err.WriteLine(text);

    public void Write(BalanceLook look, WeightsInForce declared)
    {
        if (format == OutputFormat.Json)
        {
            streams.Out.WriteLine(Document(look, declared).ToLine());
            return;
        }

        var width = look.Balance.Backends.Max(backend => backend.Name.Length);
        streams.Out.WriteLine($"{"backend".PadRight(width)}  declared  in force  health");
        for (var index = 0; index < look.Balance.Backends.Length; index++)
        {
            var backend = look.Balance.Backends[index];
            streams.Out.WriteLine(FindingText.OneLine(
                $"{backend.Name.PadRight(width)}  {BalanceText.Of(declared.Shares[index]),8}  {BalanceText.Of(look.Balance.InForce.Shares[index]),8}  "
                + $"{BalanceText.Of(backend)}: {BalanceText.Of(look.Results[backend.Name])}"));
        }

        if (look.Balance.InForce.Panic)
        {
            Say("panic: too few backends are healthy to carry the rest, so all keep what is declared");
        }
    }

    /// <param name="first">Shown whether anything shifted or not.</param>
    public void Follow(BalanceLook look, WeightsInForce declared, bool first)
    {
        if (!first && !look.Shifted)
        {
            return;
        }

        var failing = look.Balance.Backends.Where(backend => look.Results[backend.Name] is CheckResult.Failed)
            .Select(backend => $"; {backend.Name}: {BalanceText.Of(look.Results[backend.Name])}");
        streams.Out.WriteLine(format == OutputFormat.Json
            ? Document(look, declared).ToLine()
            : FindingText.OneLine(
                $"{look.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}  {BalanceText.Weights(look.Balance)}"
                + $"{(look.Balance.InForce.Panic ? "; panic" : "")}{string.Concat(failing)}"));
    }

    private static JsonObject Document(BalanceLook look, WeightsInForce declared) => new()
    {
        ["at"] = look.At.UtcDateTime.ToString("O"),
        ["panic"] = look.Balance.InForce.Panic,
        ["as_declared"] = look.Balance.InForce == declared,
        ["backends"] = new JsonArray([.. look.Balance.Backends.Select((backend, index) => (JsonNode)new JsonObject
        {
            ["name"] = backend.Name,
            ["declared_percent"] = declared.Shares[index].Percent,
            ["in_force_percent"] = look.Balance.InForce.Shares[index].Percent,
            ["standing"] = backend.Standing switch { Standing.Full => "full", Standing.Returning => "returning", _ => "ejected" },
            ["check"] = look.Results[backend.Name] is CheckResult.Failed failed ? failed.Why : "passed",
        })]),
    };
}
