using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

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

    [Fact]
    public void A_star_alone_asks_for_any_token_that_is_to_be_believed()
    {
        var nobody = Token(Header, """{"exp":4000000000}""", "secret");

        Assert.True(Met(nobody, "*"));
        Assert.False(Met(nobody, "admin", "*"));
        Assert.False(Met(Token(Header, Admin, "other"), "*"));
    }

    private static bool Met(string token, params ImmutableArray<string> roles)
    {
        var rule = new RedirectRule { From = "/a", Path = "/a", To = "/b", Conditions = [new Condition("Role", roles, IsList: true)] };
        var request = SiteRequest.Get("/a") with { Cookies = ImmutableDictionary<string, string>.Empty.Add("nf_jwt", token) };
        return RedirectMatcher.Compile([rule]).Match(request, "/a") is { Force404: false };
    }

    private static string Token(string header, string claims, string secret)
    {
        var signed =
            $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)))}";
    }
}
