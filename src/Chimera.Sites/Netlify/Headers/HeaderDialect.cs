using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>Netlify's: see <see cref="HeaderPattern"/>.</summary>
internal sealed class HeaderDialect : IHeaderDialect
{
    public static readonly HeaderDialect It = new();

    private HeaderDialect()
    {
    }

    public IHeaderPattern? Read(string path) => HeaderPattern.Of(path) is { Error: null } pattern ? pattern : null;
}
