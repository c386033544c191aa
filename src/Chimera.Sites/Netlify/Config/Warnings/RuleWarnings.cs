namespace Chimera.Sites.Netlify.Config.Warnings;

/// <summary>The blocks that Netlify prints when rules are wrong.</summary>
internal static class RuleWarnings
{
    public static void AddHeaders(ConfigWarnings warnings, IReadOnlyList<string> errors) => Add(warnings, "headers", errors);

    public static void AddRedirects(ConfigWarnings warnings, IReadOnlyList<string> errors) => Add(warnings, "redirects", errors);

    private static void Add(ConfigWarnings warnings, string what, IReadOnlyList<string> errors)
    {
        if (errors.Count > 0)
        {
            warnings.Add($"\nWarning: some {what} have syntax errors:\n\n{string.Join("\n\n", errors)}");
        }
    }
}
