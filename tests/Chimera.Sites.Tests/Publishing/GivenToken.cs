using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Tests.Publishing;

internal sealed class GivenToken(string text) : IToken
{
    public Task<TokenReading> ReadAsync(CancellationToken cancel) => Task.FromResult(TokenReading.Of(text, "the test"));
}
