using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>What Netlify keeps of one site, and what it does when it is asked: deploys go on only when they are looked at.</summary>
internal sealed class NetlifyStore(NetlifyConformity documentation)
{
    public const string Site = "site-1234";

    private const string Account = "account-1234";

    private readonly Lock _gate = new();
    private string? _toPublish;
    private int _publishPolls;

    public List<DoubleDeploy> Deploys { get; } = [];

    public Dictionary<string, byte[]> Contents { get; } = new(StringComparer.Ordinal);

    /// <summary>How often each content was taken.</summary>
    public Dictionary<string, int> Taken { get; } = new(StringComparer.Ordinal);

    public string? Published { get; private set; }

    /// <summary>What was ever published, in order.</summary>
    public List<string?> History { get; } = [];

    public NetlifyVariablesStore Variables { get; } = new();

    public long UploadedBytes { get; private set; }

    /// <summary>The list of what a deploy lacks stays as it was when it was made.</summary>
    public bool StaleRequired { get; set; }

    public string? FailWith { get; set; }

    /// <summary>Where a deploy, and only it, is served.</summary>
    public Func<DoubleDeploy, string> PermalinkOf { get; set; } = deploy => $"https://{deploy.Id}--example.netlify.app";

    /// <summary>How often the site is looked at before it shows what was restored.</summary>
    public int PublishedAfter { get; set; } = 2;

    public int MostPerPage { get; set; } = 100;

    [SuppressMessage("Security", "CA5350", Justification = "It is what Netlify counts by.")]
    public static string Sha1(byte[] content) => Convert.ToHexStringLower(SHA1.HashData(content));

    public static (int Status, string Schema, JsonNode Answer) Error(int status, string message) =>
        (status, "error", new JsonObject { ["code"] = status, ["message"] = message });

    /// <summary>Somebody else publishes something.</summary>
    public void PublishByHand(string id)
    {
        Deploys.Add(new DoubleDeploy
        {
            Id = id, Title = "by hand", Files = new(StringComparer.Ordinal), Draft = false, CreatedAt = DateTimeOffset.UnixEpoch, State = "ready",
        });
        Published = id;
    }

    public (int Status, string Schema, JsonNode? Answer) Act(string operation, string[] parts, Dictionary<string, string> query, byte[] body, string? type)
    {
        lock (_gate)
        {
            if (parts[0] == "sites" && parts[1] != Site)
            {
                return Error(404, "Not Found");
            }

            switch (operation)
            {
                case "GET /sites/{site_id}":
                    Publish();
                    return (200, "site", SiteDocument());
                case "GET /sites/{site_id}/deploys":
                    return (200, "deploy", List(query));
                case "POST /sites/{site_id}/deploys":
                    return Create(query.GetValueOrDefault("title"), body);
                case "PUT /deploys/{deploy_id}/files/{path}":
                    return Take(parts[1], "/" + string.Join('/', parts[3..]), body, type);
                case "GET /accounts":
                    return (200, "accountMembership", new JsonArray(new JsonObject { ["id"] = Account, ["name"] = "example", ["slug"] = Account }));
            }

            if (parts is ["accounts", _, "env", ..])
            {
                return parts[1] == Account && query.GetValueOrDefault("site_id", Site) == Site
                    ? Variables.Act(operation.Split(' ')[0], parts.ElementAtOrDefault(3), body, documentation)
                    : Error(404, "Not Found");
            }

            if (parts is not ["sites", _, "deploys", _, ..] || Deploys.Find(known => known.Id == parts[3]) is not { } deploy)
            {
                return Error(404, "Not Found");
            }

            if (operation.StartsWith("GET", StringComparison.Ordinal))
            {
                Advance(deploy);
                return (200, "deploy", Document(deploy));
            }

            if (operation.StartsWith("PUT", StringComparison.Ordinal))
            {
                Fill(deploy, body);
                return (200, "deploy", Document(deploy));
            }

            if (deploy.State != "ready")
            {
                return Error(422, "Deploy is not ready");
            }

            (_toPublish, _publishPolls) = (deploy.Id, PublishedAfter);
            if (PublishedAfter == 0)
            {
                Publish();
            }

            return (201, "deploy", Document(deploy));
        }
    }

    private (int Status, string Schema, JsonNode Answer) Create(string? title, byte[] body)
    {
        DoubleDeploy deploy = new()
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)),
            Title = title,
            Files = new(StringComparer.Ordinal),
            Draft = JsonNode.Parse(body)!["draft"]?.GetValue<bool>() ?? false,
            CreatedAt = DateTimeOffset.UtcNow,
            State = "new",
        };
        Deploys.Insert(0, deploy);
        Fill(deploy, body);
        return (200, "deploy", Document(deploy));
    }

    /// <summary>What a deploy consists of can be said when it is made or, as Netlify's own command does, afterwards.</summary>
    private void Fill(DoubleDeploy deploy, byte[] body)
    {
        var document = JsonNode.Parse(body)!.AsObject();
        foreach (var (name, _) in document)
        {
            documentation.Hold(NetlifyWire.Schemas["deployFiles"].Contains(name), $"deployFiles has no {name}");
        }

        if (document["files"] is JsonObject files)
        {
            // The document does not say whether an address begins with a slash; Netlify's command leaves it out.
            deploy.Files = files.ToDictionary(file => "/" + file.Key.TrimStart('/'), file => file.Value!.GetValue<string>(), StringComparer.Ordinal);
            deploy.State = document["async"]?.GetValue<bool>() == true ? "preparing" : "uploading";
        }
    }

    private (int Status, string Schema, JsonNode Answer) Take(string id, string path, byte[] body, string? type)
    {
        documentation.Hold(type == "application/octet-stream", $"a file is sent as {type}");
        var sha1 = Sha1(body);
        if (Deploys.Find(deploy => deploy.Id == id) is not { } known || !known.Files.TryGetValue(path, out var expected))
        {
            return Error(404, "Not Found");
        }

        if (expected != sha1)
        {
            return Error(422, "The digest is another");
        }

        Contents[sha1] = body;
        Taken[sha1] = Taken.GetValueOrDefault(sha1) + 1;
        UploadedBytes += body.Length;
        return (200, "file", new JsonObject { ["id"] = path, ["path"] = path, ["sha"] = sha1, ["mime_type"] = "text/html", ["size"] = body.Length });
    }

    private void Advance(DoubleDeploy deploy)
    {
        deploy.Polls++;
        deploy.State = deploy.State switch
        {
            "preparing" when deploy.Polls >= 2 => "prepared",
            "prepared" or "uploading" when Missing(deploy).Length == 0 => "uploaded",
            "uploaded" => "processing",
            "processing" when FailWith is not null => "error",
            "processing" => "ready",
            var same => same,
        };
        deploy.Problem = deploy.State == "error" ? FailWith : null;
        if (deploy is { State: "ready", Draft: false })
        {
            (_toPublish, _publishPolls) = (deploy.Id, 0);
            Publish();
        }
    }

    private void Publish()
    {
        if (_toPublish is { } next && _publishPolls-- <= 0)
        {
            var deploy = Deploys.Find(deploy => deploy.Id == next)!;
            documentation.Hold(deploy.State == "ready" && Missing(deploy).Length == 0, "half a deploy was published");
            (Published, _toPublish) = (next, null);
            // Later each time, however fast the clock is.
            deploy.PublishedAt = DateTimeOffset.UtcNow.AddMilliseconds(History.Count);
            History.Add(next);
        }
    }

    private string[] Missing(DoubleDeploy deploy) => [.. deploy.Files.Values.Distinct().Where(sha1 => !Contents.ContainsKey(sha1))];

    private JsonArray List(Dictionary<string, string> query)
    {
        var (page, size) = PageOf(query);
        return new JsonArray([.. Deploys.Skip((page - 1) * size).Take(size).Select(Document)]);
    }

    public string? Link(Dictionary<string, string> query)
    {
        var (page, size) = PageOf(query);
        var address = $"http://elsewhere.example/api/v1/sites/{Site}/deploys?per_page={size}&page=";
        return page * size < Deploys.Count ? $"<{address}{page + 1}>; rel=\"next\", <{address}{(Deploys.Count + size - 1) / size}>; rel=\"last\"" : null;
    }

    private (int Page, int Size) PageOf(Dictionary<string, string> query) =>
        (int.Parse(query.GetValueOrDefault("page", "1")), Math.Min(MostPerPage, int.Parse(query.GetValueOrDefault("per_page", "100"))));

    private JsonObject SiteDocument() => new()
    {
        ["id"] = Site, ["name"] = "example", ["url"] = "http://example.netlify.app", ["ssl_url"] = "https://example.netlify.app",
        ["account_id"] = Account, ["account_slug"] = Account,
        ["published_deploy"] = Deploys.Find(deploy => deploy.Id == Published) is { } live ? Document(live) : null,
    };

    private JsonObject Document(DoubleDeploy deploy)
    {
        documentation.Hold(NetlifyWire.States.Contains(deploy.State), $"there is no state {deploy.State}");
        JsonObject document = new()
        {
            ["id"] = deploy.Id, ["site_id"] = Site, ["state"] = deploy.State, ["draft"] = deploy.Draft, ["title"] = deploy.Title, ["error_message"] = deploy.Problem,
            ["locked"] = deploy.Locked, ["created_at"] = deploy.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
            ["deploy_ssl_url"] = PermalinkOf(deploy),
            ["published_at"] = deploy.PublishedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
        };
        if (deploy.State is not ("new" or "preparing"))
        {
            var required = StaleRequired && deploy.State != "ready" ? deploy.Files.Values.Distinct().ToArray() : Missing(deploy);
            document["required"] = new JsonArray([.. required.Select(sha1 => JsonValue.Create(sha1))]);
        }

        return document;
    }
}
