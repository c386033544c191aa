using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Tests;

/// <summary>Small made-up targets and steps.</summary>
internal static class Targets
{
    public static DeclaredTarget Declared(string name, string group = "web", params string[] dependsOn) => new(
        new TargetId("test", name), group, ["tag"], [.. dependsOn], RolloutPolicy.Default, new JsonObject { ["address"] = name });

    public static Step Step(string name, string? from, string to, string group = "web") => new(
        Declared(name, group), Generation(from), Generation(from), new GenerationId(to),
        new Difference([new Change(ChangeKind.Changed, "app", from, to, 12)]));

    public static GenerationId? Generation(string? value) => value is null ? null : new GenerationId(value);
}
