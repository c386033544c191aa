using Chimera.Engine.Truth;
using Chimera.Fleet.Declaration;
using static Chimera.Fleet.Tests.Nix.RealNix;

namespace Chimera.Fleet.Tests.Nix;

public sealed class NixFlakeTests : IAsyncDisposable
{
    private readonly RealNix _nix = new();

    public ValueTask DisposeAsync() => _nix.DisposeAsync();

    [Fact]
    public async Task An_installable_is_evaluated_and_built_and_the_tree_is_left_as_it_is()
    {
        Flake($$"""sys = {{Pure(_nix.Package("sys-1.0", "from a flake"))}};""");
        var derivation = Value(await _nix.Cli.EvaluateAsync(new SystemSource.Flake("./infra#sys"), null, Cancel));
        Assert.Equal("from a flake\n", await File.ReadAllTextAsync(Value(await _nix.Cli.BuildAsync(derivation, null, null, Cancel)), Cancel));
        Assert.Equal(["flake.nix"], Directory.GetFileSystemEntries(Path.Combine(_nix.Folder, "infra")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_failure_is_placed_in_the_file_that_a_person_edits()
    {
        Flake("sys = self.nope;");
        var why = Why(await _nix.Cli.EvaluateAsync(new SystemSource.Flake("./infra#sys"), null, Cancel));
        Assert.Equal("nix.evaluation-failed", why.Code);
        Assert.Equal("./infra#sys does not evaluate: attribute 'nope' missing", why.Message);
        Assert.Equal(new Place("infra/flake.nix", 2, 7), why.Place);
    }

    [Theory]
    [InlineData("./infra#none", "does not provide attribute")]
    [InlineData("./nowhere#sys", "No such file")]
    public async Task What_a_flake_lacks_is_said_on_one_line(string reference, string said)
    {
        Flake("sys = 1;");
        var why = Why(await _nix.Cli.EvaluateAsync(new SystemSource.Flake(reference), null, Cancel));
        Assert.Equal("nix.evaluation-failed", why.Code);
        Assert.Contains(said, why.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', why.Message);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("")]
    public async Task A_reference_that_looks_like_an_option_never_reaches_nix(string reference)
    {
        Assert.Equal("nix.argument-refused", Why(await _nix.Cli.EvaluateAsync(new SystemSource.Flake(reference), null, Cancel)).Code);
        Assert.Equal("nix.argument-refused", Why(await _nix.Cli.EvaluateJsonAsync(reference, "x: x", Cancel)).Code);
    }

    [Fact]
    public async Task An_output_is_read_as_json_in_the_shape_asked_for()
    {
        Flake("""deploy.nodes = { web = { hostname = "web.example"; path = x: x; }; };""");
        var json = Value(await _nix.Cli.EvaluateJsonAsync("./infra#deploy", "d: builtins.mapAttrs (n: v: v.hostname) d.nodes", Cancel));
        Assert.Equal("""{"web":"web.example"}""", json!.ToJsonString());
        Assert.Contains("function", Why(await _nix.Cli.EvaluateJsonAsync("./infra#deploy", "d: d", Cancel)).Message, StringComparison.Ordinal);
    }

    private static string Pure(string expression) => expression.Replace("builtins.currentSystem", "\"x86_64-linux\"", StringComparison.Ordinal);

    private void Flake(string outputs) => _nix.Write("infra/flake.nix", $$"""{ outputs = { self }: {{{"\n"}}{{outputs}}{{"\n"}}}; }""");
}
