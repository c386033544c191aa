namespace Chimera.Sites.Netlify.Matching;

/// <summary>What a site's settings say about visitors that have roles.</summary>
public sealed record MatchSettings
{
    /// <summary>Signs the tokens of the site's identity provider (HS256). The platform's local tools use <c>secret</c>.</summary>
    public string JwtSecret { get; init; } = "secret";

    /// <summary>Where in a token the roles stand.</summary>
    public string JwtRolePath { get; init; } = "app_metadata.authorization.roles";

    /// <summary>By it a token expires.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public static readonly MatchSettings Default = new();
}
