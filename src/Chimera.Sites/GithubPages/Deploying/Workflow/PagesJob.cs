using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>The job of GitHub Actions that this runs in, as its environment tells it. Elsewhere it has nothing.</summary>
/// <param name="variable">Reads a variable of the environment.</param>
internal sealed class PagesJob(Func<string, string?> variable)
{
    private const string RequestUrl = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private const string RequestToken = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
    private const string Sha = "GITHUB_SHA";

    // An id is a number.
    private const int MostDigits = 18;

    public static PagesJob OfThisProcess { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>The commit that the job is about.</summary>
    public string? Commit => Of(Sha) is { } commit && RemoteRefs.IsCommit(commit) ? commit : null;

    /// <summary>What lets the job prove who it is.</summary>
    public IToken Token => new JobToken(this);

    /// <returns>Null when this is a job that may ask for its identity.</returns>
    public Reply? Trouble() => Address() is not null && Of(RequestToken) is not null && Commit is not null
        ? null
        : new Reply.Refused(Finding.Error(
            "pages.no-job",
            $"GitHub Pages takes a release from a workflow's job alone, and here {Missing()} is missing",
            "run this in a job of GitHub Actions with 'permissions: pages: write, id-token: write', or publish from a branch"))
        {
            ForGood = true,
        };

    /// <summary>Where the identity is asked for; https, or this machine.</summary>
    public Uri? Address() => Uri.TryCreate(Of(RequestUrl), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address is { Scheme: "http", IsLoopback: true }) ? address : null;

    /// <param name="name">The variable that holds the id of an artifact.</param>
    public Asked<string> Artifact(string name) => Of(name) is not { } id
        ? Replies.Refuse(
            "pages.no-artifact", $"the environment variable {name} is not set: nothing says which artifact holds the release",
            $"upload what 'chimera certify --artifact' wrote with actions/upload-artifact, and set {name} to its output 'artifact-id'")
        : id.Length <= MostDigits && id.All(char.IsAsciiDigit)
            ? id
            : Replies.Refuse(
                "pages.no-artifact", $"the environment variable {name} holds no artifact's id", $"set {name} to the output 'artifact-id'");

    private string Missing() => Address() is null ? RequestUrl : Of(RequestToken) is null ? RequestToken : Sha;

    private string? Of(string name) => variable(name) is { Length: > 0 } value ? value : null;

    private sealed class JobToken(PagesJob job) : IToken
    {
        public Task<TokenReading> ReadAsync(CancellationToken cancel) => Task.FromResult(
            TokenReading.Of(job.Of(RequestToken) ?? "", $"the environment variable {RequestToken}"));
    }
}
