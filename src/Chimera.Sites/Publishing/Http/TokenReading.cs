using Chimera.Engine.Validation;

namespace Chimera.Sites.Publishing.Http;

/// <summary>What came of reading a token. A closed set.</summary>
public abstract record TokenReading
{
    private TokenReading()
    {
    }

    public sealed record Read(Secret Token) : TokenReading;

    public sealed record Unread(Finding Why) : TokenReading;

    internal static TokenReading Of(string text, string from) => Secret.Of(text) is { } token
        ? new Read(token)
        : new Unread(Finding.Error(
            "token.malformed", $"{from} holds no token", "a token is one word of 8 to 4096 visible characters; store it there alone"));
}
