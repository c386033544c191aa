using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Analyses.Secrets;

/// <summary>Files that are private by their name, and are what their name says.</summary>
internal static class PrivateFiles
{
    public static PrivateFile SortOf(string path)
    {
        var name = Path.GetFileName(path).ToLowerInvariant();
        return name switch
        {
            ".env" => PrivateFile.Environment,
            _ when name.StartsWith(".env.", StringComparison.Ordinal) => IsSample(name) ? PrivateFile.Ordinary : PrivateFile.Environment,
            ".npmrc" or ".netrc" or ".pgpass" or ".htpasswd" or ".git-credentials" or "id_rsa" or "id_dsa" or "id_ecdsa" or "id_ed25519" =>
                PrivateFile.Credentials,
            _ when Ends(name, ".pem", ".key") => PrivateFile.Credentials,
            _ when Ends(name, ".p12", ".pfx", ".kdbx") => PrivateFile.Credentials,
            _ when Ends(name, ".sql", ".sqlite") => PrivateFile.Dump,
            ".ds_store" or "thumbs.db" or "desktop.ini" or "npm-debug.log" or "yarn-error.log" => PrivateFile.Leftover,
            _ when Ends(name, "~", ".swp", ".bak", ".orig") => PrivateFile.Leftover,
            _ when Ends(name, ".js.map", ".mjs.map", ".css.map") => PrivateFile.SourceMap,
            _ => PrivateFile.Ordinary,
        };
    }

    /// <param name="text">What the file holds; null when it is not text.</param>
    public static IEnumerable<SiteFinding> Check(PrivateFile sort, SiteFile file, SourceFile? text)
    {
        var finding = sort switch
        {
            PrivateFile.Environment when text is not null && HasValues(text.Text) =>
                Private(file, "holds the values of environment variables"),
            PrivateFile.Credentials when IsCredentials(file, text) => Private(file, "is a file of credentials"),
            PrivateFile.Dump when text is null || HasRows(text.Text) => Private(file, "holds the content of a database"),
            PrivateFile.Leftover => new SiteFinding(
                SecretFindings.StrayFile, $"'{SafeText.Line(file.Path)}' was left by a tool and is published", Place
                    .Of(file.Path), Subject: file.Path),
            PrivateFile.SourceMap => new SiteFinding(
                SecretFindings.SourceMaps, $"'{SafeText.Line(file.Path)}' shows the sources to everybody", Place
                    .Of(file.Path), Subject: file.Path),
            _ => null,
        };
        return finding is null ? [] : [finding];
    }

    private static SiteFinding Private(SiteFile file, string what) =>
        new(SecretFindings.PrivateFile, $"'{SafeText.Line(file.Path)}' {what} and is published", Place.Of(file.Path), Subject: file.Path);

    private static bool IsSample(string name) =>
        name.Contains("example", StringComparison.Ordinal) || name.Contains("sample", StringComparison.Ordinal)
            || name.Contains("template", StringComparison.Ordinal)
        || name.EndsWith(".dist", StringComparison.Ordinal);

    private static bool HasValues(string text) =>
        text.Split('\n').Any(line => line.TrimStart() is { Length: > 0 } written && written[0] != '#'
            && written.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            && written[(at + 1)..].Trim().Trim('"', '\'').Length > 0);

    private static bool IsCredentials(SiteFile file, SourceFile? text)
    {
        var name = Path.GetFileName(file.Path).ToLowerInvariant();
        return text is null ? Ends(name, ".p12", ".pfx", ".kdbx")
            : name == ".npmrc" ? HasNpmToken(text.Text)
            : Ends(name, ".pem", ".key") || name.StartsWith("id_", StringComparison.Ordinal)
                ? text.Text.Contains("PRIVATE KEY", StringComparison.Ordinal)
                : text.Text.Trim().Length > 0;
    }

    private static bool HasRows(string text) =>
        text.Contains("INSERT INTO", StringComparison.OrdinalIgnoreCase) || text.Contains("\nCOPY ", StringComparison.Ordinal);

    private static bool Ends(string name, params string[] endings)
    {
        foreach (var ending in endings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasNpmToken(string text) =>
        text.Split('\n').Any(line => line.IndexOf("_authToken=", StringComparison.Ordinal) is >= 0 and var at
            && line[(at + "_authToken=".Length)..].Trim() is { Length: > 0 } token && !token.StartsWith('$'));
}
