namespace Chimera.Sites.Render.Deploying;

/// <summary>Which Blueprint a static site's headers and routes come from.</summary>
/// <param name="Id"><c>exs-…</c>.</param>
public sealed record RenderBlueprint(string Id, IBlueprintFile File);
