using System.Collections.Immutable;
using Chimera.Sites.Healing;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Healing;

/// <summary>The ways to repair what Render would stumble over.</summary>
public static class RenderHealers
{
    public static readonly ImmutableArray<IHealer> All =
    [
        new RenameBlueprintHealer(),
        new OldSpellingHealer(),
        new StaticTypeHealer(),
        new RemoveKeyHealer(),
        new WriteInsteadHealer(
            "render-quote-value", "Render wants a value of this type", RenderFindings.BooleanEnvValue.Code, RenderFindings.WrongType.Code),
        new WriteInsteadHealer("render-plan-name", "that is how Render writes the plan", RenderFindings.MisspeltPlan.Code),
        new WriteInsteadHealer(
            "render-word", "that is how Render writes it", RenderFindings.UnknownWord.Code, RenderFindings.UnknownProperty.Code),
        new WriteInsteadHealer(
            "render-disk-size", "a database disk grows in steps of 5 GB and cannot shrink", RenderFindings.DiskSize.Code),
        new WriteInsteadHealer(
            "render-slash", "a path begins with a slash", RenderFindings.RouteSource.Code, RenderFindings.RouteDestination.Code,
            RenderFindings.HeaderPath.Code),
        new WriteInsteadHealer(
            "render-folder", "that is where the folder is",
            RenderFindings.RootDirMissing.Code, RenderFindings.PublishFolderMissing.Code, RenderFindings.PublishFolderElsewhere.Code),
        new UnknownKeyHealer(),
        new PublishPathHealer(),
    ];
}
