using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Netlify.Serving.Tools;

namespace Chimera.Agreement.Answers;

/// <summary>Answers requests to a site, in the oracle's form.</summary>
internal sealed class Answering(ChimeraSite site, SiteFolder folder, CancellationToken cancel)
{
    private const string Throws = """{"crash":"Netlify's code would throw"}""";

    private readonly ToolsResponder _tools = new(site.Rules, site.Headers, PublishedFiles.Below(folder, site.Publish), cancel);

    public string Match(ToolsRequest request, bool raw) => MatchJson.Write(_tools.Match(request, raw))?.ToJsonString() ?? "null";

    public string Respond(ToolsRequest request) => _tools.Respond(request) is { } response ? ToolsJson.Write(response) : Throws;
}
