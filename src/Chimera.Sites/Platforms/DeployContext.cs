namespace Chimera.Sites.Platforms;

/// <summary>What a deploy is for.</summary>
/// <param name="Name">Netlify's word: <c>production</c>, <c>deploy-preview</c>, <c>branch-deploy</c> or one of the person's own.</param>
/// <param name="Branch">The git branch that is built.</param>
public sealed record DeployContext(string Name, string Branch)
{
    public static readonly DeployContext Production = new("production", "main");
}
