namespace Chimera.Sites.Render.Deploying;

/// <summary>A site's Blueprint in its repository. Whoever has the repository says what stands in it.</summary>
public interface IBlueprintFile
{
    /// <summary>From the repository's root: <c>site/render.yaml</c>; null where there is no repository.</summary>
    Task<string?> PathAsync(CancellationToken cancel);

    /// <summary>What identifies the file's bytes in a commit; null where it is not in it, or the commit is not known.</summary>
    Task<string?> ContentAsync(string commit, string path, CancellationToken cancel);
}
