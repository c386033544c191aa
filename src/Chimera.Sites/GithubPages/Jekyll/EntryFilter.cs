using System.Collections.Immutable;

namespace Chimera.Sites.GithubPages.Jekyll;

/// <summary>Which files and folders Jekyll 3.10 leaves out of a site (<c>lib/jekyll/entry_filter.rb</c>).</summary>
internal sealed class EntryFilter(ImmutableArray<string> include, ImmutableArray<string> exclude)
{
    private readonly string[] _include = [.. include.Select(Unrooted).Where(pattern => pattern.Length > 0)];
    private readonly string[] _exclude = [.. exclude.Select(Unrooted).Where(pattern => pattern.Length > 0)];

    /// <param name="path">Relative to Jekyll's source.</param>
    /// <param name="from">The first character that is looked at; what stands before was let in by other means.</param>
    public Left? WhyLeftOut(string path, int from = 0)
    {
        for (var start = from; start < path.Length;)
        {
            var slash = path.IndexOf('/', start);
            var end = slash < 0 ? path.Length : slash;
            if (WhyLeftOut(path.AsSpan(0, end), path.AsSpan(start, end - start)) is { } rule)
            {
                return new Left(path[..end], rule);
            }

            start = end + 1;
        }

        return null;
    }

    private LeftBy? WhyLeftOut(ReadOnlySpan<char> path, ReadOnlySpan<char> name) =>
        Matches(_include, name) ? null
        : name[0] is '.' or '_' or '#' or '~' || name[^1] == '~' ? LeftBy.Name
        : Matches(_exclude, path) ? LeftBy.Exclude
        : null;

    private static bool Matches(string[] patterns, ReadOnlySpan<char> path)
    {
        foreach (var pattern in patterns)
        {
            // A prefix of the text is enough, even one that ends inside a name.
            if (path.StartsWith(pattern) || Fnmatch.IsMatch(pattern, path))
            {
                return true;
            }
        }

        return false;
    }

    private static string Unrooted(string pattern) => pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..]
        : pattern.TrimStart('/');

    /// <summary>What leaves an entry out.</summary>
    internal enum LeftBy
    {
        /// <summary>It begins with <c>. _ # ~</c> or ends with <c>~</c>.</summary>
        Name,

        /// <summary>The configuration's <c>exclude</c>.</summary>
        Exclude,
    }

    /// <param name="Entry">The file or folder that is left out, with all in it.</param>
    internal sealed record Left(string Entry, LeftBy By);
}
