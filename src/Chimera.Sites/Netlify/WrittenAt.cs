namespace Chimera.Sites.Netlify;

/// <summary>Finds where a value of <c>netlify.toml</c> is written.</summary>
/// <param name="path">The keys that lead to it; an index of a list is its number: <c>["redirects", "0", "status"]</c>.</param>
/// <returns>Null when it is not written there.</returns>
internal delegate Written? WrittenAt(params string[] path);
