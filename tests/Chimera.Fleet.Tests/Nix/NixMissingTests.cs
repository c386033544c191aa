using System.Collections.Immutable;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Nix;

namespace Chimera.Fleet.Tests.Nix;

public sealed class NixMissingTests
{
    [Fact]
    public async Task Without_nix_a_person_is_told_how_to_get_it()
    {
        var nix = new NixCli(new NixSettings("/", ImmutableDictionary<string, string>.Empty.Add("PATH", "/no/such/folder")));
        var why = RealNix.Why(await nix.EvaluateAsync(new SystemSource.Expression("a.nix", ""), null, RealNix.Cancel));
        Assert.Equal("nix.not-found", why.Code);
        Assert.Equal("Nix is not installed here: there is no 'nix-instantiate' on the PATH", why.Message);
        Assert.Contains("apt install nix-bin", why.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_no_missing_nix()
    {
        await using var real = new RealNix();
        var nix = new NixCli(new NixSettings("/no/such/folder", ImmutableDictionary<string, string>.Empty));
        var answer = await nix.EvaluateAsync(new SystemSource.Flake("./x#y"), null, RealNix.Cancel);
        Assert.Equal("nix.not-started", RealNix.Why(answer).Code);
    }

    [Fact]
    public async Task A_daemon_that_does_not_run_is_said_to_be_the_trouble()
    {
        await using var real = new RealNix();
        var nix = new NixCli(new NixSettings(real.Folder, ImmutableDictionary<string, string>.Empty.Add("NIX_REMOTE", $"unix://{real.Folder}/socket")));
        var answer = await nix.EvaluateAsync(new SystemSource.Expression(real.Write("a.nix", real.Package("a", "a")), ""), null, RealNix.Cancel);
        Assert.Equal("nix.store-unavailable", RealNix.Why(answer).Code);
    }
}
