using Chimera.Engine.Truth;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Nix;
using static Chimera.Fleet.Tests.Nix.RealNix;

namespace Chimera.Fleet.Tests.Nix;

public sealed class NixCliTests : IAsyncDisposable
{
    private readonly RealNix _nix = new();

    public ValueTask DisposeAsync() => _nix.DisposeAsync();

    [Fact]
    public async Task It_says_which_nix_it_is() => Assert.Matches(@"^[0-9]+\.[0-9]+", Value(await _nix.Cli.VersionAsync(Cancel)));

    [Fact]
    public async Task An_attribute_of_a_file_is_evaluated_and_built()
    {
        var file = _nix.Write("hosts.nix", $$"""
            let work = builtins.foldl' builtins.add 0 (builtins.genList (n: n) 2000000); in
            { hosts.web = assert work > 0; {{_nix.Package("web-1.0", "hello")}}; other = throw "not asked for"; }
            """);
        var peak = 0L;
        var derivation = Value(await _nix.Cli.EvaluateAsync(new SystemSource.Expression(file, "hosts.web"), bytes => peak = bytes, Cancel));
        Assert.EndsWith($"-{_nix.Tag}-web-1.0.drv", derivation, StringComparison.Ordinal);
        Assert.True(peak > 0);
        var path = Value(await _nix.Cli.BuildAsync(derivation, null, null, Cancel));
        Assert.Equal("hello\n", await File.ReadAllTextAsync(path, Cancel));
    }

    [Fact]
    public async Task Of_several_outputs_a_system_is_out()
    {
        var path = await _nix.BuildAsync($$"""
            derivation {
              name = "{{_nix.Tag}}"; system = builtins.currentSystem; builder = "/bin/busybox"; outputs = [ "out" "aaa" "bin" ];
              args = [ "sh" "-c" "for o in $aaa $bin $out; do echo $o > $o; done" ];
            }
            """);
        Assert.EndsWith(_nix.Tag, path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_root_protects_what_was_built_and_answers_the_path_itself()
    {
        var source = new SystemSource.Expression(_nix.Write("one.nix", _nix.Package("rooted", "x")), "");
        var root = Path.Combine(_nix.Folder, "root");
        var path = Value(await _nix.Cli.BuildAsync(Value(await _nix.Cli.EvaluateAsync(source, null, Cancel)), root, null, Cancel));
        Assert.StartsWith("/nix/store/", path, StringComparison.Ordinal);
        Assert.Contains(root, (await RunAsync("nix-store", ["--query", "--roots", path])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_path_is_its_own_evaluation_and_is_checked_by_building_it()
    {
        var path = await _nix.BuildAsync(_nix.Package("prebuilt-2", "x"));
        Assert.Equal(path, Value(await _nix.Cli.EvaluateAsync(new SystemSource.StorePath(path), null, Cancel)));
        Assert.Equal(path, Value(await _nix.Cli.BuildAsync(path, null, null, Cancel)));
        var why = Why(await _nix.Cli.BuildAsync($"/nix/store/{new string('0', 32)}-gone", null, null, Cancel));
        Assert.Equal("nix.path-missing", why.Code);
    }

    [Theory]
    [InlineData("result")]
    [InlineData("/nix/store")]
    [InlineData("--help")]
    [InlineData("/nix/store/short-name")]
    public async Task What_is_no_store_path_never_reaches_nix(string text)
    {
        Assert.Equal("nix.not-a-store-path", Why(await _nix.Cli.EvaluateAsync(new SystemSource.StorePath(text), null, Cancel)).Code);
        Assert.Equal("nix.not-a-store-path", Why(await _nix.Cli.BuildAsync(text, null, null, Cancel)).Code);
        Assert.Equal("nix.not-a-store-path", Why(await _nix.Cli.ClosuresOfAsync([text], Cancel)).Code);
        Assert.Equal("nix.not-a-store-path", (await _nix.Cli.ExportAsync([text], Stream.Null, Cancel))?.Code);
    }

    [Fact]
    public async Task An_evaluation_that_fails_is_placed()
    {
        var file = _nix.Write("bad.nix", "{\n  system = { a = 1; }.b;\n}\n");
        var why = Why(await _nix.Cli.EvaluateAsync(new SystemSource.Expression(file, "system"), null, Cancel));
        Assert.Equal("nix.evaluation-failed", why.Code);
        Assert.Equal("bad.nix (system) does not evaluate: attribute 'b' missing", why.Message);
        Assert.Equal(new Place(Path.Combine(_nix.Folder, "bad.nix"), 2, 12), why.Place);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_an_evaluation_that_fails()
    {
        var why = Why(await _nix.Cli.EvaluateAsync(new SystemSource.Expression("none.nix", ""), null, Cancel));
        Assert.Equal("nix.evaluation-failed", why.Code);
        Assert.Contains("No such file", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_derivations_are_no_system()
    {
        var file = _nix.Write("two.nix", $"[ {_nix.Package("a", "a")} {_nix.Package("b", "b")} ]");
        var why = Why(await _nix.Cli.EvaluateAsync(new SystemSource.Expression(file, ""), null, Cancel));
        Assert.Equal("nix.not-one-derivation", why.Code);
        Assert.Equal("two.nix evaluates to 2 derivations, and a system is one", why.Message);
    }

    [Theory]
    [InlineData("--eval", "")]
    [InlineData("a.nix", "--help")]
    [InlineData("a\nb", "")]
    public async Task What_looks_like_an_option_never_reaches_nix(string file, string attribute) =>
        Assert.Equal("nix.argument-refused", Why(await _nix.Cli.EvaluateAsync(new SystemSource.Expression(file, attribute), null, Cancel)).Code);

    [Fact]
    public async Task A_build_that_fails_names_the_derivation_and_what_it_said_last()
    {
        var inner = $$"""derivation { name = "{{_nix.Tag}}-inner"; system = builtins.currentSystem; builder = "/bin/busybox"; args = [ "sh" "-c" "echo first; echo cp: cannot write >&2; exit 3" ]; }""";
        var file = _nix.Write("bad.nix", _nix.Package("outer", $"${{{inner}}}"));
        var derivation = Value(await _nix.Cli.EvaluateAsync(new SystemSource.Expression(file, ""), null, Cancel));
        List<string> log = [];
        var why = Why(await _nix.Cli.BuildAsync(derivation, null, log.Add, Cancel));
        Assert.Equal("nix.build-failed", why.Code);
        Assert.Matches($"^/nix/store/[^ ]*-{_nix.Tag}-inner.drv does not build: failed with exit code 3: first \\| cp: cannot write$", why.Message);
        Assert.Contains("first", log);
    }

    [Fact]
    public async Task A_closure_is_listed_with_sizes_hashes_and_references()
    {
        var lib = _nix.Package("lib-1.2", "lib");
        var top = await _nix.BuildAsync($"let lib = {lib}; in {_nix.Package("top-3.4", "${lib}")}");
        var closure = await _nix.ClosureAsync(top);
        Assert.Equal(closure.Paths.Select(path => path.Path).Order(StringComparer.Ordinal), closure.Paths.Select(path => path.Path));
        var root = Assert.Single(closure.Paths, path => path.Path == top);
        var used = Assert.Single(closure.Paths, path => path.Path != top);
        Assert.Equal([used.Path], root.References);
        Assert.Empty(used.References);
        Assert.Equal((await RunAsync("nix-hash", ["--type", "sha256", top])).Output.Trim(), Base16(root.NarHash));
        Assert.Equal((await RunAsync("nix-store", ["--dump", top])).Output.Length, root.NarSize);
        Assert.Equal(root.NarSize + used.NarSize, closure.NarSize);
    }

    [Fact]
    public async Task The_closure_of_a_path_that_is_not_there_is_missing() =>
        Assert.Equal("nix.path-missing", Why(await _nix.Cli.ClosuresOfAsync([$"/nix/store/{new string('0', 32)}-gone"], Cancel)).Code);

    private static string Base16(string hash) => Convert.ToHexStringLower(Convert.FromBase64String(hash["sha256-".Length..]));
}
