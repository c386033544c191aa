using System.Collections.Immutable;
using System.Text;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Netlify.Redirects;

namespace Chimera.Sites.Netlify.Serving.Tools;

/// <summary>An answer as one line of JSON.</summary>
public static class ToolsJson
{
    public static string Write(ToolsResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var text = new StringBuilder("{\"status\":").Append(response.Status is { } status ? JsNumber.Text(status) : "\"proxy\"");
        Field("location", response.Location);
        if (response.HasBody)
        {
            text.Append(",\"body\":").Append(response.Body is null ? "null" : JsJson.Quote(response.Body));
        }

        if (response.Status is null)
        {
            Field("to", response.To);
        }

        Field("via", response.Via);
        if (response.Status is not null)
        {
            Field("to", response.To);
        }

        Table("headers", response.Headers);
        Table("devHeaders", response.ServedHeaders);
        return text.Append('}').ToString();

        void Field(string name, string? value)
        {
            if (value is not null)
            {
                text.Append(",\"").Append(name).Append("\":").Append(JsJson.Quote(value));
            }
        }

        void Table(string name, ImmutableArray<KeyValuePair<string, string>> pairs)
        {
            if (!pairs.IsDefault)
            {
                text.Append(",\"").Append(name).Append("\":");
                RedirectJson.Pairs(text, pairs);
            }
        }
    }
}
