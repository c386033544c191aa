namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>A deploy as the double keeps it.</summary>
internal sealed class DoubleDeploy
{
    public required string Id { get; init; }

    public required string? Title { get; init; }

    public required Dictionary<string, string> Files { get; set; }

    public required bool Draft { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string State { get; set; }

    public string? Problem { get; set; }

    public bool Locked { get; set; }

    public int Polls { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }
}
