using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Validation;

/// <summary>Names that npm has ever taken for packages (validate-npm-package-name, <c>validForOldPackages</c>).</summary>
internal static class NpmName
{
    public static bool IsValid(string name) =>
        name.Length > 0 && name[0] is not ('.' or '_') && JsText.Trim(name).Length == name.Length
        && name.ToLowerInvariant() is not ("node_modules" or "favicon.ico")
        && (IsPlain(name) || IsScoped(name));

    private static bool IsScoped(string name) =>
        name[0] == '@' && name.Split('/') is [{ Length: > 1 } scope, { Length: > 0 } package] && IsPlain(scope[1..]) && IsPlain(package);

    /// <summary>What <c>encodeURIComponent</c> leaves as it is.</summary>
    private static bool IsPlain(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '!' or '~' or '*' or '\'' or '(' or ')');
}
