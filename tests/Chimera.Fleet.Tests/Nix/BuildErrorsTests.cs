using Chimera.Fleet.Nix;

namespace Chimera.Fleet.Tests.Nix;

public sealed class BuildErrorsTests
{
    private const string Drv = "/nix/store/s5vx92mf1515z6nxdaczkh08bv655lpy-bad-1.0.drv";

    [Theory]
    // nix-store --realise of 2.8: the log as it came, then the error.
    [InlineData($"""
        these 2 derivations will be built:
          {Drv}
        building '{Drv}'...
        line1

        oh no
        error: builder for '{Drv}' failed with exit code 3
        error: 1 dependencies of derivation '/nix/store/outer.drv' failed to build
        """, "failed with exit code 3: line1 | oh no")]
    // Up to 2.31: the error, then the end of the log.
    [InlineData($"""
        error: builder for '{Drv}' failed with exit code 1;
               last 4 log lines:
               > one
               > two
               > three
               > four
               For full logs, run:
                 nix log {Drv}
        error: 1 dependencies of derivation '/nix/store/outer.drv' failed to build
        """, "failed with exit code 1: two | three | four")]
    // Since 2.32.
    [InlineData($"""
        error: Cannot build '{Drv}'.
               Reason: builder failed with exit code 1.
               Output paths:
                 /nix/store/abc-bad-1.0
               Last 1 log lines:
               > oh no
               For full logs, run:
                 nix log {Drv}
        error: Cannot build '/nix/store/outer.drv'.
               Reason: 1 dependency failed.
        """, "builder failed with exit code 1: oh no")]
    public void The_first_builder_that_failed_is_named_with_the_end_of_its_log(string stderr, string said)
    {
        var why = BuildErrors.Explain("outer", stderr);
        Assert.Equal("nix.build-failed", why.Code);
        Assert.Equal($"{Drv} does not build: {said}", why.Message);
        Assert.Contains($"nix-store --read-log {Drv}", why.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_failed_before_any_builder_ran_is_said_in_the_words_of_nix()
    {
        var why = BuildErrors.Explain("/nix/store/x.drv", "error: a 'aarch64-linux' with features {} is required to build '/nix/store/x.drv'");
        Assert.Equal("nix.build-failed", why.Code);
        Assert.Equal("/nix/store/x.drv does not build: a 'aarch64-linux' with features {} is required to build '/nix/store/x.drv'", why.Message);
    }
}
