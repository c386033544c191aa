using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Chimera.Sites.Netlify.Matching;

namespace Chimera.Sites.Tests.Netlify.Matching;

public sealed class RoleTokenTests
{
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";
    private const string Admin = """{"exp":4000000000,"app_metadata":{"authorization":{"roles":["admin","editor"]}}}""";

    [Fact]
    public void The_roles_of_a_signed_token_count() =>
        Assert.Equal(["admin", "editor"], RoleToken.Roles(Token(Header, Admin, "secret"), MatchSettings.Default));

    [Theory]
    [InlineData("""{"alg":"HS512","typ":"JWT"}""", Admin, "secret")]
    [InlineData("""{"alg":"HS256"}""", Admin, "secret")]
    [InlineData(Header, Admin, "other")]
    [InlineData(Header, """{"exp":1,"app_metadata":{"authorization":{"roles":["admin"]}}}""", "secret")]
    [InlineData(Header, """{"app_metadata":{"authorization":{"roles":["admin"]}}}""", "secret")]
    [InlineData(Header, """{"exp":4000000000}""", "secret")]
    [InlineData(Header, "no json", "secret")]
    public void Those_of_any_other_do_not(string header, string claims, string secret) =>
        Assert.Empty(RoleToken.Roles(Token(header, claims, secret), MatchSettings.Default));

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    public void What_is_no_token_has_none(string token) => Assert.Empty(RoleToken.Roles(token, MatchSettings.Default));

    private static string Token(string header, string claims, string secret)
    {
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)))}";
    }
}
