using Chimera.Documents.Yaml;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Checks;

/// <summary>Plans that exist, but not for this.</summary>
internal sealed class PlanCheck : IBlueprintCheck
{
    public IEnumerable<SiteFinding> Check(Blueprint blueprint, CancellationToken cancel)
    {
        foreach (var service in blueprint.Services.Where(service => !service.IsStatic && service.Plan is not null))
        {
            if (service is { Plan: "free", Type: "pserv" or "worker" or "cron" })
                yield return blueprint.Finding(
                    RenderFindings.FreePlan, service.Map["plan"]!, $"{service.Called} is a {Called(service.Type)}, and these are not free");
            else if (Words.DatabasePlans.Contains(service.Plan!))
                yield return Another(blueprint, service, "a service");
        }

        foreach (var database in blueprint.Databases)
        {
            if (database.Plan is "pro max" or "pro ultra")
                yield return Another(blueprint, database, "a database");
        }
    }

    private static SiteFinding Another(Blueprint blueprint, Resource resource, string kind) => blueprint.Finding(
        RenderFindings.PlanOfAnotherKind, resource.Map["plan"]!, $"{Wording.Quote(resource.Plan!)} is not a plan of {kind}");

    private static string Called(string type) => type switch { "pserv" => "private service", "cron" => "cron job", _ => "worker" };
}
