using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Sites.Analyses.Assets;
using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>Says what of one page after the other a policy blocks.</summary>
internal sealed class CspJudge
{
    private readonly Sightings _sightings = new();
    private readonly HashSet<(CspPolicy Policy, ReferenceKind Kind)> _allowsOwn = [];
    private readonly Dictionary<string, ImmutableArray<CspPolicy>> _parsed = new(StringComparer.Ordinal);

    public IEnumerable<SiteFinding> Findings() => _sightings.Findings();

    public void Judge(Page page, SentPolicy sent)
    {
        if (!_parsed.TryGetValue(sent.Value, out var policies))
        {
            _parsed[sent.Value] = policies = CspPolicy.ParseList(sent.Value);
        }

        foreach (var policy in policies)
        {
            foreach (var reference in page.References)
            {
                Judge(page, sent, policy, reference);
            }

            foreach (var inline in page.Inline)
            {
                Judge(page, sent, policy, inline);
            }
        }
    }

    private void Judge(Page page, SentPolicy sent, CspPolicy policy, PageReference reference)
    {
        if (_allowsOwn.Contains((policy, reference.Kind)) && reference.Target.IsLocal)
        {
            return;
        }

        if (reference.Target.Scheme == "about" || Directives(reference.Kind) is not { Length: > 0 } names
            || policy.Find(names.AsSpan()) is not var (name, sources))
        {
            return;
        }

        var script = reference.Kind == ReferenceKind.Script;
        var nonce = reference.Kind is ReferenceKind.Script or ReferenceKind.Style ? reference.Nonce : null;
        if (sources.AllowsUrl(reference.Target, nonce, reference.Integrity, script) || (nonce is null && sources.HasNonceToCome))
        {
            // Most of what a page fetches is its own, and asked for the same way.
            if (reference.Target.IsLocal && nonce is null && reference.Integrity is null)
            {
                _allowsOwn.Add((policy, reference.Kind));
            }

            return;
        }

        var source = Source(reference.Target);
        Add(page, sent, reference.Span, $"{name} {source} {reference.Kind}",
            $"{name} blocks {What(reference.Kind)} from {(source == "'self'" ? "the site itself" : source)}",
            $"add {source} to {Named(name, names)}, or do without {What(reference.Kind)}");
    }

    private void Judge(Page page, SentPolicy sent, CspPolicy policy, InlineCode inline)
    {
        var names = Directives(inline.Kind);
        if (policy.Find(names.AsSpan()) is not var (name, sources) || sources.HasNonceToCome)
        {
            return;
        }

        var code = inline.Text ?? page.Source.Text.Substring(inline.Span.Start, inline.Span.Length);
        var isElement = inline.Kind is InlineKind.Script or InlineKind.Style;
        if (!sources.AllowsInline(code, inline.Nonce, isElement))
        {
            var subject = isElement ? CspSources.HashOf(code) : "";
            Add(page, sent, inline.Span, $"{name} {inline.Kind} {subject}", $"{name} blocks {What(inline.Kind)}",
                isElement ? $"add {subject} to {Named(name, names)}, or move the code to a file of its own"
                    : "move the code to a file of its own");
        }
    }

    private void Add(Page page, SentPolicy sent, TextSpan span, string subject, string message, string remedy) =>
        _sightings.Add(HeaderFindings.CspBlocksOwn, $"{subject} {sent.Place}", () => page.PlaceOf(span), span, () =>
            $"{SafeText.Line(message)}: Content-Security-Policy{(sent.Place is { } place ? $" at {place}" : "")}", remedy);

    /// <summary>The directive to write it in: what applies is a fallback that other things depend on.</summary>
    private static string Named(string name, string[] names) => name == "default-src" ? names[^1] : name;

    private static string Source(WebAddress target) =>
        target.IsLocal ? "'self'" : target.Host is { } host ? $"{target.Scheme}://{host}" : $"{target.Scheme}:";

    private static string[] Directives(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Script => ["script-src-elem", "script-src"],
        ReferenceKind.Style => ["style-src-elem", "style-src"],
        ReferenceKind.Image or ReferenceKind.Icon => ["img-src"],
        ReferenceKind.Font => ["font-src"],
        ReferenceKind.Media => ["media-src"],
        ReferenceKind.Frame => ["frame-src", "child-src"],
        ReferenceKind.Plugin => ["object-src"],
        ReferenceKind.Manifest => ["manifest-src"],
        _ => [],
    };

    private static string[] Directives(InlineKind kind) => kind switch
    {
        InlineKind.Script or InlineKind.ScriptAddress => ["script-src-elem", "script-src"],
        InlineKind.Handler => ["script-src-attr", "script-src"],
        InlineKind.Style => ["style-src-elem", "style-src"],
        _ => ["style-src-attr", "style-src"],
    };

    private static string What(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Script => "scripts",
        ReferenceKind.Style => "style sheets",
        ReferenceKind.Image => "images",
        ReferenceKind.Icon => "the icon",
        ReferenceKind.Font => "fonts",
        ReferenceKind.Frame => "framed pages",
        ReferenceKind.Manifest => "the manifest",
        ReferenceKind.Media => "video and audio",
        _ => "embedded objects",
    };

    private static string What(InlineKind kind) => kind switch
    {
        InlineKind.Script => "a script in the page",
        InlineKind.Style => "a style in the page",
        InlineKind.StyleAttribute => "style attributes",
        InlineKind.Handler => "attributes with script such as onclick",
        _ => "javascript: addresses",
    };
}
