namespace Chimera.Sites.Declaration;

/// <summary>With which certificate hosts serve a site. Both files are the host's own: Chimera neither sends nor reads them.</summary>
/// <param name="Certificate">With the certificates between it and its authority, as PEM; an absolute path on the host.</param>
/// <param name="Key">An absolute path on the host.</param>
/// <param name="RedirectFrom">Where http is listened at and led to https, in the words of <see cref="HostPlace.Listen"/>; null for nowhere.</param>
public sealed record HostTls(string Certificate, string Key, string? RedirectFrom);
