namespace Chimera.Sites.Publishing.Http;

/// <summary>Where a platform's token comes from. It is read each time it is used, and kept nowhere.</summary>
public interface IToken
{
    Task<TokenReading> ReadAsync(CancellationToken cancel);
}
