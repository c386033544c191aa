using System.Globalization;
using System.Text;
using Chimera.Documents.Toml;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>
/// The one file that tells Netlify the rules of a deploy: <c>netlify.toml</c> at its root, as Netlify's own command sends it. It says
/// what was foreseen, wherever the site has it from, and is read back to prove that.
/// </summary>
internal static class DeployedConfig
{
    public const string Address = "/netlify.toml";

    /// <summary>Files that Netlify reads rules from. What they say stands in <see cref="Address"/>, so they are not sent.</summary>
    public static readonly IReadOnlySet<string> OtherRules = new HashSet<string>(StringComparer.Ordinal) { "/_redirects", "/_headers" };

    /// <param name="published">The site's own file of that address, when it publishes one; it is sent as it is if it says the same.</param>
    /// <returns>Null when no file can make Netlify obey what was foreseen.</returns>
    public static byte[]? Of(Foresight foresight, byte[]? published, CancellationToken cancel)
    {
        if (published is not null && Says(Encoding.UTF8.GetString(published), foresight, cancel))
        {
            return published;
        }

        var text = Write(foresight);
        return Says(text, foresight, cancel) ? Encoding.UTF8.GetBytes(text) : null;
    }

    private static bool Says(string text, Foresight foresight, CancellationToken cancel)
    {
        var folder = SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal) { [Address[1..]] = text });
        var read = new NetlifyPlatform().Foresee(folder, DeployContext.Production, cancel);
        return !read.Broken
            && RedirectJson.WriteAll(read.Redirects, minimal: false) == RedirectJson.WriteAll(foresight.Redirects, minimal: false)
            && HeaderJson.WriteAll(read.Headers, minimal: true) == HeaderJson.WriteAll(foresight.Headers, minimal: true)
            && PrettyUrls(read) == PrettyUrls(foresight);
    }

    private static string? PrettyUrls(Foresight foresight) => foresight.Facts.FirstOrDefault(fact => fact.Name == "pretty-urls")?.Value;

    private static string Write(Foresight foresight)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture,
            $"[build.processing.html]\npretty_urls = {TomlLiteral.Boolean(PrettyUrls(foresight) == "on")}\n");
        foreach (var rule in foresight.Redirects)
        {
            Write(text, rule);
        }

        foreach (var rule in foresight.Headers)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"\n[[headers]]\nfor = {TomlLiteral.Text(rule.For)}\nvalues = {Table(rule.Values)}\n");
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, RedirectRule rule)
    {
        text.Append("\n[[redirects]]\n");
        Field("from", TomlLiteral.Text(rule.From));
        Field("to", rule.To is { } to ? TomlLiteral.Text(to) : null);
        Field("status", rule.Status is { } status ? TomlLiteral.Integer((long)status) : null);
        Field("force", rule.Force ? TomlLiteral.Boolean(true) : null);
        Field("signed", rule.Signed is { } signed ? TomlLiteral.Text(signed) : null);
        Field("query", rule.Query.IsEmpty ? null
            : Table(rule.Query.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!))));
        Field("headers", rule.Headers.IsEmpty ? null : Table(rule.Headers));
        Field("conditions", rule.Conditions.IsEmpty ? null : $"{{ {string.Join(", ", rule.Conditions.Select(Written))} }}");

        void Field(string name, string? value)
        {
            if (value is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name} = {value}\n");
            }
        }
    }

    private static string Written(Condition condition) => $"{TomlLiteral.Key(condition.Name)} = {(condition.IsList
        ? TomlLiteral.Array(condition.Values.Select(TomlLiteral.Text)) : TomlLiteral.Text(condition.Values.FirstOrDefault() ?? ""))}";

    private static string Table(IEnumerable<KeyValuePair<string, string>> pairs) =>
        $"{{ {string.Join(", ", pairs.Select(pair => $"{TomlLiteral.Key(pair.Key)} = {TomlLiteral.Text(pair.Value)}"))} }}";
}
