using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Nix;
using static Chimera.Fleet.Tests.Nix.RealNix;

namespace Chimera.Fleet.Tests.Nix;

public sealed class NixResolutionTests : IAsyncDisposable
{
    private readonly RealNix _nix = new();
    private readonly EvaluationGate _gate = new(new EvaluationBudget(1L << 30, 2));

    public ValueTask DisposeAsync() => _nix.DisposeAsync();

    [Fact]
    public async Task Every_target_has_its_answer_and_one_bad_source_spoils_no_other()
    {
        _nix.Write("fleet.nix", $$"""{ web = {{_nix.Package("web-1", "web")}}; db = {{_nix.Package("db-1", "db")}}; bad = throw "not today"; }""");
        var roots = Path.Combine(_nix.Folder, "roots");
        using Closures closures = new(_nix.Cli);
        using var resolution = new NixResolution(_nix.Cli, closures, _gate, roots);
        var answers = await resolution.ResolveAsync(
            new Dictionary<TargetId, SystemSource>
            {
                [Host("web1")] = new SystemSource.Expression("fleet.nix", "web"),
                [Host("web2")] = new SystemSource.Expression("fleet.nix", "web"),
                [Host("db")] = new SystemSource.Expression("fleet.nix", "db"),
                [Host("bad")] = new SystemSource.Expression("fleet.nix", "bad"),
            },
            Cancel);
        Assert.Equal(4, answers.Count);
        Assert.EndsWith("-web-1", Generation(answers[Host("web1")]).Value, StringComparison.Ordinal);
        Assert.Equal(answers[Host("web1")], answers[Host("web2")]);
        Assert.EndsWith("-db-1", Generation(answers[Host("db")]).Value, StringComparison.Ordinal);
        var why = Assert.IsType<Resolution.Failed>(answers[Host("bad")]).Why;
        Assert.Equal(("nix.evaluation-failed", Host("bad")), (why.Code, why.Target));
        Assert.Equal(2, Directory.GetFileSystemEntries(roots).Length);
    }

    [Fact]
    public async Task Evaluations_teach_the_gate_what_they_need()
    {
        _nix.Write("one.nix", _nix.Package("one", "1"));
        using Closures closures = new(_nix.Cli);
        using var resolution = new NixResolution(_nix.Cli, closures, _gate);
        await resolution.ResolveAsync(new Dictionary<TargetId, SystemSource> { [Host("a")] = new SystemSource.Expression("one.nix", "") }, Cancel);
        Assert.InRange(_gate.Estimate, 1, (512L << 20) - 1);
    }

    [Fact]
    public async Task Two_generations_are_compared_by_their_closures()
    {
        var (from, to) = (new GenerationId(await _nix.BuildAsync(_nix.Package("app-1.0", "a"))), new GenerationId(await _nix.BuildAsync(_nix.Package("app-2.0", "bcd"))));
        using Closures closures = new(_nix.Cli);
        using var resolution = new NixResolution(_nix.Cli, closures, _gate);
        var change = Assert.Single((await resolution.CompareAsync(from, to, Cancel)).Changes);
        Assert.Equal((ChangeKind.Changed, $"{_nix.Tag}-app", "1.0", "2.0"), (change.Kind, change.Subject, change.Before, change.After));
        Assert.Same(Difference.None, await resolution.CompareAsync(to, to, Cancel));
    }

    [Fact]
    public async Task From_a_generation_that_is_not_here_everything_is_added()
    {
        var to = new GenerationId(await _nix.BuildAsync(_nix.Package("app-1.0", "a")));
        var gone = new GenerationId($"/nix/store/{new string('0', 32)}-gone");
        using Closures closures = new(_nix.Cli);
        using var resolution = new NixResolution(_nix.Cli, closures, _gate);
        foreach (var from in new GenerationId?[] { null, gone })
            Assert.Equal(ChangeKind.Added, Assert.Single((await resolution.CompareAsync(from, to, Cancel)).Changes).Kind);
        Assert.Equal(
            new Change(ChangeKind.Changed, "system", to.Value, gone.Value, 0), Assert.Single((await resolution.CompareAsync(to, gone, Cancel)).Changes));
    }

    private static TargetId Host(string name) => new("fleet", name);

    private static GenerationId Generation(Resolution resolution) => Assert.IsType<Resolution.Resolved>(resolution).Generation;
}
