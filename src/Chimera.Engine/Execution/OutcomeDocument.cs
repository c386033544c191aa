using System.Text.Json.Nodes;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>An outcome as JSON and back.</summary>
public static class OutcomeDocument
{
    public static string NameOf(Outcome outcome) => outcome switch
    {
        Outcome.Committed => "committed",
        Outcome.Unchanged => "unchanged",
        Outcome.Reverted => "reverted",
        Outcome.Refused => "refused",
        Outcome.Unreachable => "unreachable",
        Outcome.Lost => "lost",
        Outcome.NotReached => "not-reached",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static Finding? WhyOf(Outcome outcome) => outcome switch
    {
        Outcome.Reverted reverted => reverted.Why,
        Outcome.Refused refused => refused.Why,
        Outcome.Unreachable unreachable => unreachable.Why,
        Outcome.Lost lost => lost.Why,
        Outcome.NotReached notReached => notReached.Why,
        _ => null,
    };

    public static JsonObject Write(Outcome outcome)
    {
        JsonObject document = new() { ["outcome"] = NameOf(outcome) };
        if (WhyOf(outcome) is { } why)
        {
            document["why"] = FindingDocument.Write(why);
        }

        return document;
    }
}
