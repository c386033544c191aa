using System.Text.RegularExpressions;
using Chimera.Documents.Yaml;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Checks;

/// <summary>What a plan is called that Render does not know by this name.</summary>
internal static partial class PlanNames
{
    /// <summary>The one plan that is written like this but for letter case and what stands between its words.</summary>
    public static string? Meant(string written) => Replacement.Word(written, Words.Plan.Allowed);

    public static SiteFinding Finding(Blueprint blueprint, YamlNode at, string written) =>
        Meant(written) is { } meant
            ? blueprint.Finding(
                RenderFindings.MisspeltPlan, at, $"{Wording.Quote(written)} is not how Render writes the plan '{meant}'", $"write {meant}",
                meant)
        : Sized().IsMatch(written)
            ? blueprint.Finding(
                RenderFindings.NewerThanSchema, at,
                $"the plan {Wording.Quote(written)} is newer than the schema of {BlueprintShapes.Published}")
        : blueprint.Finding(
            RenderFindings.UnknownPlan, at, $"the schema of {BlueprintShapes.Published} has no plan {Wording.Quote(written)}",
            Nearest.Hint(written, Words.Plan.Allowed, "look it up at https://render.com/pricing"));

    // Plans named by their size came after the schema: 0.5c-1g, 256mb.
    [GeneratedRegex(@"^(?:[0-9.]{1,6}c-[0-9]{1,4}g|[0-9]{1,5}[mg]b)\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Sized();
}
