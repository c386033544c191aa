using Chimera.Fleet.Nix;

namespace Chimera.Fleet.Tests.Nix;

public sealed class NixNamesTests
{
    // From the manual of builtins.parseDrvName and Nix's own test tests/functional/lang/eval-okay-parseDrvName.
    [Theory]
    [InlineData("nix-0.12pre12876", "nix", "0.12pre12876")]
    [InlineData("hello", "hello", "")]
    [InlineData("a-b-c-1234pre5+git", "a-b-c", "1234pre5+git")]
    [InlineData("openssl-3.0.1-dev", "openssl", "3.0.1-dev")]
    [InlineData("gcc-wrapper", "gcc-wrapper", "")]
    [InlineData("unit-a.service", "unit-a.service", "")]
    [InlineData("name-", "name-", "")]
    [InlineData("-1", "", "1")]
    public void A_version_starts_at_the_first_dash_that_no_letter_follows(string name, string package, string version) =>
        Assert.Equal(new PackageName(package, version), PackageName.Parse(name));

    [Theory]
    [InlineData("/nix/store/gn3x8m7yvib2v8gc5k99hx58v827maf5-top-1.0", "gn3x8m7yvib2v8gc5k99hx58v827maf5", "top-1.0")]
    [InlineData("/srv/my.store/gn3x8m7yvib2v8gc5k99hx58v827maf5-a_b+c?d=e", "gn3x8m7yvib2v8gc5k99hx58v827maf5", "a_b+c?d=e")]
    public void A_store_path_is_taken_apart(string text, string digest, string name) =>
        Assert.Equal(new StorePath(digest, name), StorePath.Parse(text));

    [Theory]
    [InlineData("gn3x8m7yvib2v8gc5k99hx58v827maf5-top")]
    [InlineData("/nix/store/gn3x8m7yvib2v8gc5k99hx58v827maf5-top/bin")]
    [InlineData("/nix/store/gn3x8m7yvib2v8gc5k99hx58v827maf5")]
    [InlineData("/nix/store/gn3x8m7yvib2v8gc5k99hx58v827mae5-e-is-no-digit")]
    [InlineData("/nix/store/gn3x8m7yvib2v8gc5k99hx58v827maf5-top\n")]
    [InlineData("/nix/store/gn3x8m7yvib2v8gc5k99hx58v827maf5-top; rm")]
    [InlineData("/nix/store/gn3x8m7yvib2v8gc5k99hx58v827maf5-$(id)")]
    [InlineData("--gn3x8m7yvib2v8gc5k99hx58v827maf5-top")]
    public void Nothing_else_is_a_store_path(string text) => Assert.Null(StorePath.Parse(text));
}
