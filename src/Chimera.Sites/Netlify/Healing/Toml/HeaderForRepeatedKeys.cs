using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>
/// Begins a new element of a list where its keys start over: in a <c>[[redirects]]</c> table whose first key comes again, the header of the
/// next element was forgotten.
/// </summary>
internal sealed class HeaderForRepeatedKeys() : TomlSyntaxHealer("header-for-repeated-keys", TomlProblemKind.DuplicateKey)
{
    protected override Repair? Propose(TomlDocument document, TomlProblem problem, Lines line)
    {
        var at = document.Items.ToList().FindIndex(item => problem.At >= item.Span.Start && problem.At < item.Span.End);
        var header = document.Items.Take(Math.Max(at, 0)).OfType<TomlItem.Header>().LastOrDefault();
        if (at < 0 || document.Items[at] is not TomlItem.KeyLine again || header is not { IsArray: true })
        {
            return null;
        }

        var first = document.Items.SkipWhile(item => item != header).OfType<TomlItem.KeyLine>().First();
        if (first.Key[^1].Name != again.Key[^1].Name)
        {
            return null;
        }

        var lineOfHeader = Lines.At(line.File, header.Written.Start);
        var indent = line.File.Text[lineOfHeader.Line.Start..header.Written.Start];
        return Repair.Edit(
            Name, $"{line.Text(header.Written)} begins again where its keys start over", line.File.Name,
            TextEdit.Insert(line.Line.Start, $"{indent}{line.Text(header.Written)}{Lines.Newline(line.File.Text)}"));
    }
}
