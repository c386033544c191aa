using Chimera.Engine.Truth.Documents;
using Chimera.Sites.GithubPages.Deploying.Workflow;

namespace Chimera.Sites.Declaration;

/// <summary>How a site gets to GitHub Pages by a workflow, as it is written.</summary>
internal sealed record WorkflowEntry(string Artifact, string Environment)
{
    private static readonly Shape<string> InVariable = Shapes.Object(fields => fields.Required(
        "env", SiteScalars.Variable, "the environment variable that holds the id of the artifact with the release"));

    public static readonly Shape<WorkflowEntry> Shape = Shapes.Object(fields => new WorkflowEntry(
        fields.Required("artifact", InVariable, "where the artifact's id comes from: the output `artifact-id` of actions/upload-artifact"),
        fields.Optional("environment", SiteScalars.Context, WorkflowSite.UsualEnvironment, "the environment at GitHub that the job runs in")));
}
