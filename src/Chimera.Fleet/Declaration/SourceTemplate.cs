namespace Chimera.Fleet.Declaration;

/// <summary>Makes the source of one host's system from what is written: <c>{host}</c> filled in, relative paths made absolute.</summary>
internal static class SourceTemplate
{
    private const string Host = "{host}";

    public static SystemSource For(SystemSource written, string? attribute, string host, string folder) => written switch
    {
        SystemSource.Flake flake => new SystemSource.Flake(Flake(flake.Reference, host, folder)),
        SystemSource.Expression expression => new SystemSource.Expression(
            Path.GetFullPath(expression.File.Replace(Host, host, StringComparison.Ordinal), folder), FillAttribute(attribute ?? "", host)),
        _ => written,
    };

    /// <summary>A flake reference that means the same from everywhere. What does not begin with a dot is no relative path.</summary>
    public static string AbsoluteReference(string reference, string folder)
    {
        var scheme = reference.StartsWith("path:.", StringComparison.Ordinal) ? "path:" : "";
        var rest = reference[scheme.Length..];
        if (!rest.StartsWith('.'))
            return reference;

        var query = rest.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? rest[at..] : "";
        return scheme + Path.TrimEndingDirectorySeparator(Path.GetFullPath(rest[..^query.Length], folder)) + query;
    }

    private static string Flake(string installable, string host, string folder)
    {
        var hash = installable.IndexOf('#', StringComparison.Ordinal);
        var reference = installable[..hash].Replace(Host, host, StringComparison.Ordinal);
        return $"{AbsoluteReference(reference, folder)}#{FillAttribute(installable[(hash + 1)..], host)}";
    }

    // A name with a dot is two attributes unless it is quoted.
    private static string FillAttribute(string attribute, string host) => host.Contains('.', StringComparison.Ordinal)
        ? attribute
            .Replace($"\"{Host}\"", $"\"{host}\"", StringComparison.Ordinal)
            .Replace(Host, $"\"{host}\"", StringComparison.Ordinal)
        : attribute.Replace(Host, host, StringComparison.Ordinal);
}
