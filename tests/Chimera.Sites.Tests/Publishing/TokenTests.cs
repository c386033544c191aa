using Chimera.Engine.Validation;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Tests.Publishing;

public sealed class TokenTests : IDisposable
{
    private const string Token = "nfp_0123456789abcdef";

    private readonly string _folder = Directory.CreateTempSubdirectory("chimera-token-").FullName;
    private readonly string _variable = $"CHIMERA_TEST_TOKEN_{Guid.NewGuid():N}";

    [Fact]
    public async Task A_token_is_read_from_the_environment_each_time_it_is_used()
    {
        EnvironmentToken token = new(_variable);
        Environment.SetEnvironmentVariable(_variable, Token);
        Assert.Equal(Token, await ReadAsync(token));

        Environment.SetEnvironmentVariable(_variable, Token + "2");

        Assert.Equal(Token + "2", await ReadAsync(token));
    }

    [Fact]
    public async Task A_variable_that_is_not_set_is_named() =>
        Assert.Contains(_variable, (await UnreadAsync(new EnvironmentToken(_variable), "token.missing")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_token_is_read_from_a_file_of_its_owner_alone() => Assert.Equal(Token, await ReadAsync(new FileToken(Write(Token + "\n", "600"))));

    [Theory]
    [InlineData("640")]
    [InlineData("604")]
    [InlineData("620")]
    [InlineData("610")]
    public async Task A_file_that_is_open_to_others_is_refused(string mode) => await UnreadAsync(new FileToken(Write(Token, mode)), "token.file-open-to-others");

    [Fact]
    public async Task A_file_that_is_not_there_is_refused() => await UnreadAsync(new FileToken(Path.Combine(_folder, "none")), "token.file-unreadable");

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("two words here")]
    [InlineData("nfp_0123\r\nX-Other: header")]
    [InlineData("nfp_0123456789é")]
    public async Task What_cannot_be_a_token_is_refused_and_not_shown(string text)
    {
        var why = await UnreadAsync(new FileToken(Write(text, "600")), "token.malformed");

        Assert.True(text.Length == 0 || !why.Message.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_is_what_a_command_prints() => Assert.Equal(Token, await ReadAsync(new CommandToken($"echo ignored >&2; printf '%s\\n' {Token}", TimeProvider.System)));

    [Fact]
    public async Task A_command_that_fails_is_refused_and_nothing_of_what_it_printed_is_shown()
    {
        var why = await UnreadAsync(new CommandToken($"echo {Token}; echo {Token} >&2; exit 3", TimeProvider.System), "token.command-failed");

        Assert.Contains("code 3", why.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, why.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_prints_without_end_is_ended() =>
        Assert.Contains("more than a token", (await UnreadAsync(new CommandToken("yes", TimeProvider.System), "token.command-failed")).Message, StringComparison.Ordinal);

    [Fact(Timeout = 60_000)]
    public async Task A_command_that_takes_too_long_is_ended_with_all_it_started()
    {
        ImpatientTime time = new();
        var started = Path.Combine(_folder, "started");
        var reading = new CommandToken($"sleep 1000 & echo $! > {started}.part; mv {started}.part {started}; wait", time).ReadAsync(CancellationToken.None);
        while (!File.Exists(started))
        {
            await Task.Yield();
        }

        time.ReachLimits();

        Assert.Contains("took longer", Assert.IsType<TokenReading.Unread>(await reading).Why.Message, StringComparison.Ordinal);
        var process = $"/proc/{File.ReadAllText(started).Trim()}/cmdline";
        while (File.Exists(process) && File.ReadAllText(process).Contains("sleep", StringComparison.Ordinal))
        {
            await Task.Yield();
        }
    }

    [Fact]
    public void A_token_that_was_read_does_not_show_itself()
    {
        var token = Secret.Of(Token)!;

        Assert.DoesNotContain(Token, $"{token} {new TokenReading.Read(token)}", StringComparison.Ordinal);
        Assert.DoesNotContain(Token, token.Hide($"you sent 'Bearer {Token}'"), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(_variable, null);
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<string> ReadAsync(IToken token) => Assert.IsType<TokenReading.Read>(await token.ReadAsync(CancellationToken.None)).Token.Reveal();

    private static async Task<Finding> UnreadAsync(IToken token, string code)
    {
        var why = Assert.IsType<TokenReading.Unread>(await token.ReadAsync(CancellationToken.None)).Why;
        Assert.Equal(code, why.Code);
        return why;
    }

    private string Write(string text, string mode)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(mode, 8));
        return path;
    }
}
