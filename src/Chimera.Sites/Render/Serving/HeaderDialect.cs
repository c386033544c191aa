using Chimera.Sites.Rules;

namespace Chimera.Sites.Render.Serving;

/// <summary>Render's: see <see cref="HeaderGlob"/>.</summary>
internal sealed class HeaderDialect : IHeaderDialect
{
    public static readonly HeaderDialect It = new();

    private HeaderDialect()
    {
    }

    public IHeaderPattern Read(string path) => HeaderGlob.Parse(path);
}
