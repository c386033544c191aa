using Chimera.Fleet.Declaration;
using Chimera.Fleet.Nix;
using static Chimera.Fleet.Tests.Nix.RealNix;

namespace Chimera.Fleet.Tests.Nix;

public sealed class NixShellTests
{
    private const string Shell = """derivation { name = "TAG-shell"; system = builtins.currentSystem; builder = "/bin/bash"; GREETING = "hello"; }""";

    [Fact]
    public void A_flake_is_developed_with_the_command_as_it_is() =>
        Assert.Equal(
            ["nix", "develop", "--extra-experimental-features", "nix-command flakes", ".#dev", "--command", "make", "all $x"],
            Value(NixShell.CommandLine(new SystemSource.Flake(".#dev"), ["make", "all $x"])));

    [Fact]
    public void Without_a_command_the_shell_itself_is_opened()
    {
        Assert.Equal(["nix", "develop", "--extra-experimental-features", "nix-command flakes", "."], Value(NixShell.CommandLine(new SystemSource.Flake("."), [])));
        Assert.Equal(["nix-shell", "--attr", "dev", "shell.nix"], Value(NixShell.CommandLine(new SystemSource.Expression("shell.nix", "dev"), [])));
    }

    [Fact]
    public void What_looks_like_an_option_is_refused()
    {
        Assert.Equal("nix.argument-refused", Why(NixShell.CommandLine(new SystemSource.Flake("--impure"), [])).Code);
        Assert.Equal("nix.argument-refused", Why(NixShell.CommandLine(new SystemSource.Expression("a.nix", "--run"), [])).Code);
        Assert.Equal("nix.argument-refused", Why(NixShell.CommandLine(new SystemSource.Expression("-p", ""), [])).Code);
    }

    [Fact]
    public void A_store_path_has_no_shell() =>
        Assert.Equal("nix.no-shell", Why(NixShell.CommandLine(new SystemSource.StorePath("/nix/store/x"), [])).Code);

    [Fact]
    public async Task In_a_real_shell_every_word_arrives_as_it_was_written()
    {
        await using var nix = new RealNix();
        nix.Write("shell.nix", Shell.Replace("TAG", nix.Tag, StringComparison.Ordinal));
        string[] wild = ["it's", "$(id)", "`id`", "a  b", "", "\"", "\\", "*", "--", "new\nline", "; exit 9"];
        var source = new SystemSource.Expression(Path.Combine(nix.Folder, "shell.nix"), "");
        var line = Value(NixShell.CommandLine(source, ["sh", "-c", """printf '<%s>' "$GREETING" "$@" """, "sh", .. wild]));
        var exited = await RunAsync(line[0], [.. line.Skip(1)]);
        Assert.Equal(string.Concat(wild.Prepend("hello").Select(word => $"<{word}>")), exited.Output);
    }
}
