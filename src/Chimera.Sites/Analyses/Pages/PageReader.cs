using Chimera.Documents;

namespace Chimera.Sites.Analyses.Pages;

/// <summary>Reads what a page or a style sheet refers to.</summary>
internal sealed class PageReader
{
    private readonly SourceFile _source;
    private readonly List<PageReference> _references = [];
    private readonly List<InlineCode> _inline = [];
    private readonly List<(string Policy, TextSpan Span)> _policies = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private WebAddress _base;
    private bool _hasBase;
    private bool _scripted;

    private PageReader(SourceFile source, string urlPath) =>
        (_source, _base) = (source, WebAddress.Local(PathEncoding.EncodeFile(urlPath)));

    public static Page Html(SourceFile source, string urlPath, CancellationToken cancel)
    {
        var reader = new PageReader(source, urlPath);
        var count = 0;
        foreach (var tag in new HtmlScanner(source.Text).Tags())
        {
            if ((++count & 0xfff) == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }

            reader.Read(tag);
        }

        return reader.Done(urlPath, isHtml: true);
    }

    public static Page Css(SourceFile source, string urlPath)
    {
        var reader = new PageReader(source, urlPath);
        reader.Css(new TextSpan(0, source.Text.Length));
        return reader.Done(urlPath, isHtml: false);
    }

    private Page Done(string urlPath, bool isHtml) => new(_source, urlPath, isHtml, _references, _inline, _ids, _scripted, _policies);

    private void Read(HtmlTag tag)
    {
        foreach (var attribute in tag.Attributes)
        {
            if (attribute.Name is "id" || (attribute.Name is "name" && tag.Name is "a"))
            {
                _ids.Add(attribute.Value);
            }
            else if (attribute.Name == "style")
            {
                _inline.Add(new InlineCode(InlineKind.StyleAttribute, attribute.Span, attribute.Value, null));
                Css(attribute.Span);
            }
            else if (attribute.Name.StartsWith("on", StringComparison.Ordinal) && attribute.Name.Length > 3 && attribute.Value.Length > 0)
            {
                _scripted = true;
                _inline.Add(new InlineCode(InlineKind.Handler, attribute.Span, attribute.Value, null));
            }
        }

        switch (tag.Name)
        {
            case "base" when !_hasBase && tag.Value("href") is { } href:
                _hasBase = true;
                _base = AddressReader.Read(href, _base) ?? _base;
                break;
            case "script":
                Script(tag);
                break;
            case "style":
                _inline.Add(new InlineCode(InlineKind.Style, tag.Content, null, tag.Value("nonce")));
                Css(tag.Content);
                break;
            case "link":
                Link(tag);
                break;
            case "meta":
                Meta(tag);
                break;
            default:
                Element(tag);
                break;
        }
    }

    private void Element(HtmlTag tag)
    {
        switch (tag.Name)
        {
            case "a" or "area":
                Add(ReferenceKind.Link, tag, "href");
                break;
            case "img":
                Add(ReferenceKind.Image, tag, "src");
                AddSet(ReferenceKind.Image, tag, "srcset");
                break;
            case "source":
                Add(ReferenceKind.Media, tag, "src");
                AddSet(ReferenceKind.Image, tag, "srcset");
                break;
            case "video" or "audio":
                Add(ReferenceKind.Media, tag, "src");
                Add(ReferenceKind.Image, tag, "poster");
                break;
            case "track":
                Add(ReferenceKind.Media, tag, "src");
                break;
            case "iframe" or "frame":
                _scripted = true;
                Add(ReferenceKind.Frame, tag, "src");
                break;
            case "embed":
                Add(ReferenceKind.Plugin, tag, "src");
                break;
            case "object":
                Add(ReferenceKind.Plugin, tag, "data");
                break;
            case "input" when string.Equals(tag.Value("type"), "image", StringComparison.OrdinalIgnoreCase):
                Add(ReferenceKind.Image, tag, "src");
                break;
            case "use" or "image" or "feimage":
                Add(ReferenceKind.Image, tag, tag.Find("href") is null ? "xlink:href" : "href");
                break;
            case "form" when !string.Equals(tag.Value("method"), "post", StringComparison.OrdinalIgnoreCase):
                Add(ReferenceKind.Form, tag, "action");
                break;
        }
    }

    private void Script(HtmlTag tag)
    {
        var type = tag.Value("type")?.Trim().ToLowerInvariant() ?? "";
        if (type.Length > 0 && type is not ("module" or "importmap" or "speculationrules")
            && !type.EndsWith("javascript", StringComparison.Ordinal)
            && !type.EndsWith("ecmascript", StringComparison.Ordinal))
        {
            return;
        }

        _scripted = true;
        if (tag.Find("src") is not null)
        {
            Add(ReferenceKind.Script, tag, "src");
        }
        else if (tag.Content.Length > 0)
        {
            _inline.Add(new InlineCode(InlineKind.Script, tag.Content, null, tag.Value("nonce")));
        }
    }

    private void Link(HtmlTag tag)
    {
        var relations = (tag.Value("rel") ?? "").ToLowerInvariant()
            .Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries);
        if (LinkRelations.KindOf(relations) is { } kind)
        {
            Add(kind, tag, "href");
            AddSet(ReferenceKind.Hint, tag, "imagesrcset");
        }
    }

    private void Meta(HtmlTag tag)
    {
        if (tag.Value("http-equiv") is not { } equivalent || tag.Find("content") is not { } content)
        {
            return;
        }

        if (equivalent.Equals("content-security-policy", StringComparison.OrdinalIgnoreCase))
        {
            _policies.Add((content.Value, content.Span));
        }
        else if (equivalent.Equals("refresh", StringComparison.OrdinalIgnoreCase) && MetaRefresh.UrlOf(content.Value) is { } url)
        {
            Add(ReferenceKind.Link, url, content.Span, tag);
        }
    }

    private void Css(TextSpan span)
    {
        foreach (var found in CssScanner.Scan(_source.Text, span))
        {
            // In a style attribute, quotes are written as character references.
            var url = found.Url.Contains('&', StringComparison.Ordinal)
                ? System.Net.WebUtility.HtmlDecode(found.Url).Trim('"', '\'') : found.Url;
            Add(found.Kind, url, found.Span, null);
        }
    }

    private void AddSet(ReferenceKind kind, HtmlTag tag, string name)
    {
        if (tag.Find(name) is not { } attribute)
        {
            return;
        }

        foreach (var url in Srcset.Urls(attribute.Value))
        {
            // Where references stand in the value, its pieces do not lie where they are written.
            var span = attribute.Value.Length == attribute.Span.Length
                ? new TextSpan(attribute.Span.Start + url.Start, url.Length) : attribute.Span;
            Add(kind, attribute.Value.Substring(url.Start, url.Length), span, tag);
        }
    }

    private void Add(ReferenceKind kind, HtmlTag tag, string name)
    {
        if (tag.Find(name) is { } attribute)
        {
            Add(kind, attribute.Value, attribute.Span, tag);
        }
    }

    private void Add(ReferenceKind kind, string url, TextSpan span, HtmlTag? tag)
    {
        if (AddressReader.Read(url, _base) is not { } target)
        {
            return;
        }

        if (target.Scheme == "javascript")
        {
            _scripted = true;
            _inline.Add(new InlineCode(InlineKind.ScriptAddress, span, null, null));
            return;
        }

        _references.Add(new PageReference(kind, url, span, target, tag?.Value("nonce"), tag?.Value("integrity")));
    }
}
