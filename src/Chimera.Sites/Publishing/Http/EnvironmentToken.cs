using Chimera.Engine.Validation;

namespace Chimera.Sites.Publishing.Http;

/// <summary>A token in a variable of the environment.</summary>
public sealed class EnvironmentToken(string name) : IToken
{
    public Task<TokenReading> ReadAsync(CancellationToken cancel) =>
        Task.FromResult(Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
        ? TokenReading.Of(text, $"the environment variable {name}")
        : new TokenReading.Unread(Finding.Error(
            "token.missing", $"the environment variable {name} is not set",
            $"set {name} to the platform's token, or name a file or a command that has it")));
}
