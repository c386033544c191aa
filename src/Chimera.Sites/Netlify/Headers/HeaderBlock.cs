using System.Text;
using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>A path of a <c>_headers</c> file and the headers below it; one that comes again is appended after a comma.</summary>
internal sealed class HeaderBlock(string path, Place place, TextSpan span)
{
    private readonly Dictionary<string, StringBuilder> _values = new(StringComparer.Ordinal);

    public Place Place => place;

    public TextSpan Span => span;

    public void Add(string name, string value)
    {
        if (_values.TryGetValue(name, out var values))
        {
            values.Append(", ").Append(value);
            return;
        }

        // What Netlify's parser takes for an earlier value of such a name is what every JavaScript object inherits.
        _values.Add(name, new StringBuilder(name switch
        {
            "__proto__" => "[object Object], ",
            _ when JsObject.IsInherited(name) => $"function {(name == "constructor" ? "Object" : name)}() {{ [native code] }}, ",
            _ => "",
        }).Append(value));
    }

    /// <summary>The table of <c>netlify.toml</c> that says the same.</summary>
    public JsonObject ToTable()
    {
        var values = new JsonObject();
        foreach (var (name, value) in _values)
        {
            values.Add(name, value.ToString());
        }

        return new JsonObject { ["for"] = path, ["values"] = values };
    }
}
