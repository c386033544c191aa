using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Engine.Planning;

/// <summary>The record of a plan that was approved. The plan itself is kept under its digest.</summary>
public static class PlanApproval
{
    public static DomainEvent Entry(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new DomainEvent("plan", EventTypes.PlanApproved, new JsonObject
        {
            ["plan"] = plan.Digest,
            ["intent"] = plan.Intent.ToString().ToLowerInvariant(),
            ["truth"] = plan.Truth,
            ["targets"] = plan.Steps.Length,
            ["changes"] = plan.BlastRadius,
        });
    }
}
