using System.Text;
using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.Config.Steps;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Config;

/// <summary>An outcome as one line of JSON, with the fields and in the order of @netlify/config's own result.</summary>
public static class NetlifyConfigJson
{
    public static string Write(NetlifyConfigOutcome outcome, DeployContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var text = new StringBuilder();
        switch (outcome)
        {
            case NetlifyConfigOutcome.Resolved resolved:
                Write(text, resolved.Result, context);
                break;
            case NetlifyConfigOutcome.Fatal fatal:
                text.Append("{\"ok\":false,\"fatal\":").Append(JsJson.Quote(fatal.Message));
                text.Append(",\"userError\":").Append(fatal.ByDesign ? "true" : "false").Append('}');
                break;
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, NetlifyConfigResult result, DeployContext context)
    {
        text.Append("{\"ok\":true");
        Field(text, "context", context.Name);
        Field(text, "branch", context.Branch);
        Field(text, "configPath", result.ConfigPath is null ? null : FilePaths.Absolute(result.ConfigPath));
        Field(text, "buildDir", FilePaths.Absolute(result.BuildDir));
        Field(text, "headersPath", FilePaths.Absolute(result.HeadersPath));
        Field(text, "redirectsPath", FilePaths.Absolute(result.RedirectsPath));
        text.Append(",\"config\":{");
        foreach (var key in JsObject.Keys(result.Config))
        {
            text.Append(JsJson.Quote(key)).Append(':').Append(JsJson.Stringify(result.Config[key])).Append(',');
        }

        text.Append("\"headers\":").Append(HeaderJson.WriteAll(result.Headers, minimal: true));
        text.Append(",\"redirects\":").Append(RedirectJson.WriteAll(result.Redirects, minimal: true)).Append('}');
        text.Append(",\"warnings\":[").AppendJoin(',', result.Warnings.Select(JsJson.Quote)).Append("]}");
    }

    private static void Field(StringBuilder text, string name, string? value) =>
        text.Append(",\"").Append(name).Append("\":").Append(value is null ? "null" : JsJson.Quote(value));
}
