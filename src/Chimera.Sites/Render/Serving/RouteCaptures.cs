using System.Text;

namespace Chimera.Sites.Render.Serving;

/// <summary>What the source of a route took out of a path.</summary>
internal sealed record RouteCaptures(IReadOnlyList<string> Stars, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>The destination with <c>*</c> and <c>:name</c> replaced. With several stars, each takes its own, in order.</summary>
    public string Fill(string destination)
    {
        var filled = new StringBuilder(destination.Length);
        var star = 0;
        for (var at = 0; at < destination.Length; at++)
        {
            if (destination[at] == '*' && Stars.Count > 0)
            {
                filled.Append(Stars[Math.Min(star++, Stars.Count - 1)]);
            }
            else if (destination[at] == ':' && RoutePattern.NameLength(destination, at + 1) is > 0 and var length
                && Names.TryGetValue(destination.Substring(at + 1, length), out var value))
            {
                filled.Append(value);
                at += length;
            }
            else
            {
                filled.Append(destination[at]);
            }
        }

        return filled.ToString();
    }
}
