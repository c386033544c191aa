using System.Collections.Immutable;
using System.Text;
using Chimera.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Tests.Healing;

/// <summary>A platform that dislikes words: 'bad' is an error, 'odd' a warning, and 'fatal' breaks the deploy.</summary>
internal sealed class WordPlatform : IPlatform, IResponder
{
    public static readonly FindingKind Bad = Kind("word.bad", Severity.Error);
    public static readonly FindingKind Odd = Kind("word.odd", Severity.Warning);
    public static readonly FindingKind Fatal = Kind("word.fatal", Severity.Error);

    private static readonly FindingKind[] Kinds = [Bad, Odd, Fatal];

    public int Simulations { get; private set; }

    public Platform Platform => Platform.Netlify;

    public ImmutableArray<AddedHeader> Adds => [];

    public Foresight Foresee(SiteFolder folder, DeployContext context, CancellationToken cancel)
    {
        Simulations++;
        var source = SourceFile.Decode("words", folder.Read("words") ?? []);
        List<SiteFinding> findings = [];
        foreach (var kind in Kinds)
        {
            var word = kind.Code["word.".Length..];
            for (var at = source.Text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = source.Text.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                findings.Add(new SiteFinding(kind, $"'{word}' is written", source.PlaceOf(at), new TextSpan(at, word.Length)));
            }
        }

        var broken = findings.Exists(finding => finding.Kind == Fatal);
        return new Foresight(Platform, [], PublishedFiles.None, [], [], [.. findings], broken ? null : this);
    }

    public SiteResponse Respond(SiteRequest request) => new(ServedBy.NotFound, 404, null, null, null, [], null, Evidence.Unknown, []);

    public static SiteFolder Folder(string words) => SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["words"] = words });

    public static string Text(SiteFolder folder) => Encoding.UTF8.GetString(folder.Read("words")!);

    private static FindingKind Kind(string code, Severity severity) => new(code, severity, "a word", "why", "write another", "example", "source");
}
