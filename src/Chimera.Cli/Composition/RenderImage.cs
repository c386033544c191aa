using Chimera.Sites.Platforms;

namespace Chimera.Cli.Composition;

/// <summary>
/// What Render says of itself to a command that runs in one of its images, by the variables that it documents
/// (<see href="https://render.com/docs/environment-variables"/>): <c>RENDER</c> is <c>true</c> there, and <c>RENDER_EXTERNAL_URL</c> is the address of a web service or static site,
/// <c>RENDER_GIT_COMMIT</c> the commit it was built from.
/// </summary>
internal static class RenderImage
{
    /// <summary>Null elsewhere, and for what is no commit.</summary>
    public static string? Commit =>
        IsRender && Environment.GetEnvironmentVariable("RENDER_GIT_COMMIT") is { Length: 40 or 64 } commit && commit.All(char.IsAsciiHexDigitLower) ? commit : null;

    private static bool IsRender => Environment.GetEnvironmentVariable("RENDER") == "true";

    /// <returns>Null elsewhere than on Render, for a site on other platforms too, and for a service that has no address.</returns>
    public static Uri? AddressFor(IEnumerable<SiteQuestion> questions) =>
        questions.All(question => question.Platforms is [Platform.Render]) && IsRender
        && Uri.TryCreate(Environment.GetEnvironmentVariable("RENDER_EXTERNAL_URL"), UriKind.Absolute, out var address)
        && (address.Scheme is "http" or "https") && address.UserInfo.Length == 0
            ? address
            : null;
}
