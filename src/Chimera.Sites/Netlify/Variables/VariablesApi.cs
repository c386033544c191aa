using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Sites.Netlify.Deploying;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Netlify.Variables;

/// <summary>The operations of Netlify's API on a site's variables, by their names in its OpenAPI document.</summary>
internal sealed class VariablesApi(ApiSession session, NetlifySite site)
{
    private (string Account, string Site)? _place;

    /// <summary>getEnvVars: those that are set on the site itself, not its account's.</summary>
    public async Task<Asked<IReadOnlyList<LiveVariable>>> AllAsync(CancellationToken cancel)
    {
        const string ToDo = "list the site's variables";
        if (await FindAsync(cancel) is { } trouble)
        {
            return trouble;
        }

        var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, PathOf(name: null)), cancel);
        return reply is not ApiReply.Answered answer ? NetlifyTrouble.Words.Of(reply, ToDo)
            : answer.Body is JsonArray list && list.Select(LiveVariable.Read).ToList() is var read && read.TrueForAll(one => one is not null)
            ? read.OfType<LiveVariable>().ToList()
            : NetlifyTrouble.Words.Unexpected(ToDo);
    }

    /// <summary>createEnvVars, asked once; or updateEnvVar, which replaces all values.</summary>
    /// <param name="secret">The value, where it is secret.</param>
    public async Task<Reply> PutAsync(
        string name, IReadOnlyDictionary<string, string> values, ImmutableArray<string> scopes, bool isSecret, Secret? secret, bool isNew,
        CancellationToken cancel)
    {
        if (await FindAsync(cancel) is { } trouble)
        {
            return trouble;
        }

        JsonObject variable = new()
        {
            ["key"] = name,
            ["values"] = new JsonArray([.. values.Select(value => (JsonNode)LiveVariable.Value(value.Key, value.Value))]),
            ["is_secret"] = isSecret,
        };
        if (!scopes.IsEmpty)
        {
            variable["scopes"] = NetlifyVariable.Texts(scopes);
        }

        var body = isNew ? new JsonArray(variable).ToJsonString() : variable.ToJsonString();
        ApiRequest request = new(
            isNew ? HttpMethod.Post : HttpMethod.Put, PathOf(isNew ? null : name), () => new StringContent(body, new MediaTypeHeaderValue("application/json")))
        {
            IsRead = false, Repeatable = !isNew, Carried = secret,
        };
        var reply = await session.SendAsync(request, cancel);
        return reply is ApiReply.Answered ? new Reply.Done()
            : NetlifyTrouble.Words.Of(reply, $"set the variable {name}", why => new Reply.Lost(why));
    }

    /// <summary>deleteEnvVar: one that is not there is deleted.</summary>
    public async Task<Reply> DeleteAsync(string name, CancellationToken cancel)
    {
        if (await FindAsync(cancel) is { } trouble)
        {
            return trouble;
        }

        var reply = await session.SendAsync(new ApiRequest(HttpMethod.Delete, PathOf(name)) { IsRead = false }, cancel);
        return reply is ApiReply.Answered or ApiReply.Refused { Status: 404 } ? new Reply.Done()
            : NetlifyTrouble.Words.Of(reply, $"delete the variable {name}", why => new Reply.Lost(why));
    }

    /// <summary>getSite says whose it is.</summary>
    private async Task<Reply?> FindAsync(CancellationToken cancel)
    {
        const string ToDo = "show the site";
        if (_place is not null)
        {
            return null;
        }

        var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, $"sites/{Uri.EscapeDataString(site.Id)}"), cancel);
        if (reply is not ApiReply.Answered answer)
        {
            return reply is ApiReply.Refused { Status: 404 } ? NetlifyTrouble.SiteNotFound(site.Id) : NetlifyTrouble.Words.Of(reply, ToDo);
        }

        if (ApiJson.Text(answer.Body, "account_id") is not { Length: > 0 } account || ApiJson.Text(answer.Body, "id") is not { Length: > 0 } id)
        {
            return NetlifyTrouble.Words.Unexpected(ToDo);
        }

        _place = (account, id);
        return null;
    }

    private string PathOf(string? name) =>
        $"accounts/{Uri.EscapeDataString(_place!.Value.Account)}/env{(name is null ? "" : $"/{Uri.EscapeDataString(name)}")}"
        + $"?site_id={Uri.EscapeDataString(_place.Value.Site)}";
}
