using Chimera.Sites.Declaration;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>Which site at GitHub Pages: a branch of a repository, published from its root.</summary>
/// <param name="Remote">The repository, as git reaches it: https, ssh, or a file of this machine. No password is in it.</param>
/// <param name="Branch">One that holds the published site and nothing else.</param>
public sealed record PagesSite(Uri Remote, string Branch = PagesSite.UsualBranch)
{
    public const string UsualBranch = "gh-pages";

    public static readonly Uri GithubApi = new("https://api.github.com/");

    /// <summary>GitHub's API, which tells when the site was built; null for a remote that is not GitHub: the moved branch is the end there.</summary>
    public Uri? Api { get; init; }

    /// <summary>As the API names the repository: <c>owner/name</c>.</summary>
    public string Repository { get; init; } = "";

    /// <summary>Where visitors find the site; needed without an API, which says it itself.</summary>
    public Uri? Address { get; init; }

    public static PagesSite AtGithub(string owner, string name, string branch = UsualBranch) =>
        new(new Uri($"https://github.com/{owner}/{name}.git"), branch)
        {
            Api = GithubApi, Repository = $"{owner}/{name}",
        };

    internal static PagesSite Of(Connection.GithubPages pages, Uri? address) => new(pages.Remote, pages.Branch)
    {
        Api = pages.Api, Repository = pages.Repository, Address = address,
    };

    /// <summary>A token would be sent there.</summary>
    internal bool IsWeb => Remote.Scheme is "https" or "http";

    /// <returns>Null when it can be deployed to.</returns>
    internal string? Problem(bool hasToken) => Problem() ?? (!hasToken && (Api is not null || IsWeb) ? "there is no token for it" : null);

    private string? Problem()
    {
        if (!Remote.IsAbsoluteUri || Remote.Scheme is not ("https" or "ssh" or "file") && !(Remote.Scheme == "http" && Remote.IsLoopback))
        {
            return "the repository is reached by https, ssh, or as a file of this machine";
        }

        if (Remote.UserInfo.Length > 0 && (IsWeb || Remote.UserInfo.Contains(':', StringComparison.Ordinal)))
        {
            return "the repository's address holds a name or a password; a token comes from a variable, a file or a command";
        }

        if (!IsBranch(Branch))
        {
            return $"'{Branch}' is no branch's name";
        }

        return Api is null ? Address is null ? "without an API nothing says where visitors find the site" : null
            : Repository.Split('/') is [var owner, var name] && IsName(owner) && IsName(name) ? null
            : $"'{Repository}' is no repository's name";
    }

    // Fewer than git allows, so that none means anything to git, to a path or to a pattern.
    private static bool IsBranch(string name) => name.Length is > 0 and <= 200
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/') && name[0] != '-'
        && name.Split('/').All(part => part.Length > 0 && part[0] != '.' && part[^1] != '.'
            && !part.EndsWith(".lock", StringComparison.Ordinal))
        && !name.Contains("..", StringComparison.Ordinal);

    private static bool IsName(string name) => name.Length is > 0 and <= 100 && name is not ("." or "..")
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
