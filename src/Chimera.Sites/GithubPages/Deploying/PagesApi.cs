using System.Globalization;
using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>The few operations of GitHub's REST API that publishing needs.</summary>
internal sealed class PagesApi(ApiSession session, PagesSite site)
{
    // Five hundred builds: what is live was built among them.
    private const int MostPages = 5;
    private const int PerPage = 100;

    private string Pages => $"repos/{site.Repository}/pages";

    /// <summary>Get a Pages site: where visitors find it. Refused when it is not published from the branch.</summary>
    public async Task<Asked<Uri>> AddressAsync(CancellationToken cancel)
    {
        const string ToDo = "show the Pages site";
        var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, Pages), cancel);
        if (reply is not ApiReply.Answered { Body: var body })
        {
            return NotFound(reply) ?? PagesTrouble.Words.Of(reply, ToDo);
        }

        if (ApiJson.Text(body, "build_type") is "workflow")
        {
            return NotFrom("a workflow");
        }

        var source = (body as JsonObject)?["source"];
        if (ApiJson.Text(source, "branch") is not { } branch || ApiJson.Text(source, "path") is not { } path)
        {
            return PagesTrouble.Words.Unexpected(ToDo);
        }

        if (branch != site.Branch || path != "/")
        {
            return NotFrom($"{session.Shown(branch)}, from {session.Shown(path)}");
        }

        return Uri.TryCreate(ApiJson.Text(body, "html_url"), UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? address
            : PagesTrouble.Words.Unexpected(ToDo);
    }

    /// <summary>Get latest Pages build. One without a status stands for none.</summary>
    public async Task<Asked<PagesBuild>> LatestAsync(CancellationToken cancel)
    {
        const string ToDo = "show the latest build";
        var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, $"{Pages}/builds/latest"), cancel);
        return reply switch
        {
            ApiReply.Answered answer when PagesBuild.Read(answer.Body) is { } build => Hidden(build),
            ApiReply.Answered => PagesTrouble.Words.Unexpected(ToDo),
            ApiReply.Refused { Status: 404 } => new PagesBuild(null, null, null, DateTimeOffset.UnixEpoch),
            _ => PagesTrouble.Words.Of(reply, ToDo),
        };
    }

    /// <summary>List Pages builds, page by page, newest first: the newest that ended well is what visitors have.</summary>
    /// <returns>One without a commit when there is none.</returns>
    public async Task<Asked<PagesBuild>> LiveAsync(CancellationToken cancel)
    {
        const string ToDo = "list the builds";
        for (var page = 1; page <= MostPages; page++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Pages}/builds?per_page={PerPage}&page={page}");
            var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, path), cancel);
            if (reply is not ApiReply.Answered answer)
            {
                return NotFound(reply) ?? PagesTrouble.Words.Of(reply, ToDo);
            }

            if (answer.Body is not JsonArray list)
            {
                return PagesTrouble.Words.Unexpected(ToDo);
            }

            if (list.Select(PagesBuild.Read).FirstOrDefault(build => build is { IsBuilt: true, Commit: not null }) is { } live)
            {
                return live;
            }

            if (!answer.HasNext)
            {
                break;
            }
        }

        return new PagesBuild(null, null, null, DateTimeOffset.UnixEpoch);
    }

    /// <summary>Request a Pages build. What came of it is seen by looking.</summary>
    public async Task<Reply> BuildAsync(CancellationToken cancel)
    {
        ApiRequest request = new(HttpMethod.Post, $"{Pages}/builds") { Repeatable = false, IsRead = false };
        var reply = await session.SendAsync(request, cancel);
        return reply is ApiReply.Answered ? new Reply.Done()
            : PagesTrouble.Words.Of(reply, "build the site again", why => new Reply.Lost(why));
    }

    private PagesBuild Hidden(PagesBuild build) => build with { Problem = build.Problem is null ? null : session.Shown(build.Problem) };

    private Reply NotFrom(string from) => Replies.Refuse(
        "pages.published-otherwise",
        $"GitHub publishes {site.Repository} from {from}, not from the root of the branch {site.Branch}",
        $"in the repository's settings, under Pages, deploy from the branch {site.Branch} and '/ (root)'");

    private Reply? NotFound(ApiReply reply) => reply is ApiReply.Refused { Status: 404 }
        ? Replies.Refuse(
            "pages.site-not-found", $"GitHub knows no Pages site of {site.Repository} that this token may see",
            $"check the repository's name and the token; in the repository's settings, under Pages, deploy from the branch {site.Branch}")
        : null;
}
