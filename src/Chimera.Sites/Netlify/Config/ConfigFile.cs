using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Config.Steps;
using Chimera.Sites.Netlify.Toml;

namespace Chimera.Sites.Netlify.Config;

/// <summary>One <c>netlify.toml</c>.</summary>
internal static class ConfigFile
{
    public const string Name = "netlify.toml";

    public static NetlifyToml.Read Read(SourceFile source, CancellationToken cancel)
    {
        if (Backslashes.FindWrong(source.Text) is { } wrong)
        {
            var sequence = source.Text.Substring(wrong.Start, wrong.Length);
            throw new ConfigRefusal(
                NetlifyConfigFindings.TomlEscape,
                $"In netlify.toml, the following backslash should be escaped: {sequence}\n"
                + $"The following should be used instead: \\{sequence}")
            {
                Summary = $"the backslash in '{Shown(sequence)}' begins no escape that TOML knows", Span = wrong, Subject = sequence,
            };
        }

        return NetlifyToml.Parse(source, cancel) switch
        {
            NetlifyToml.Read read => read,
            NetlifyToml.Failed { Problem: var problem } failed =>
                throw new ConfigRefusal(KindOf(problem.Kind), $"Could not parse configuration file\n{failed.Message}")
                {
                    Summary = problem.Message, Remedy = problem.Remedy, Span = failed.Span, Subject = problem.Kind.ToString(),
                },
            _ => throw new InvalidOperationException("a document can be read or it cannot"),
        };
    }

    /// <exception cref="ConfigRefusal">It is a folder, or cannot be read.</exception>
    public static SourceFile Open(SiteFolder folder, string path)
    {
        if (folder.Read(path) is { } bytes)
        {
            return SourceFile.Decode(path, bytes);
        }

        var why = folder.KindOf(path) == EntryKind.Folder
            ? "EISDIR: illegal operation on a directory, read"
            : $"EACCES: permission denied, open '{FilePaths.Absolute(path)}'";
        throw new ConfigRefusal(NetlifyConfigFindings.Unreadable, $"Could not read configuration file\n{why}")
        {
            Summary = "the configuration file cannot be read", Subject = path,
        };
    }

    internal static FindingKind KindOf(TomlProblemKind kind) => kind switch
    {
        TomlProblemKind.DuplicateKey or TomlProblemKind.DuplicateTable or TomlProblemKind.DuplicateInlineKey
            or TomlProblemKind.DottedIntoTable => NetlifyConfigFindings.TomlDuplicate,
        TomlProblemKind.UnknownEscape or TomlProblemKind.IncompleteUnicodeEscape or TomlProblemKind.InvalidUnicodeEscape
            or TomlProblemKind.InvalidLineEscape => NetlifyConfigFindings.TomlEscape,
        _ => NetlifyConfigFindings.TomlSyntax,
    };

    private static string Shown(string text) => string.Concat(text.Where(c => !char.IsControl(c)));
}
