using Chimera.Fleet.Nix;
using Chimera.Fleet.Tests.Transfer;
using static Chimera.Fleet.Tests.Nix.RealNix;

namespace Chimera.Fleet.Tests.Nix;

public sealed class ClosuresTests : IAsyncDisposable
{
    private readonly RealNix _nix = new();

    public ValueTask DisposeAsync() => _nix.DisposeAsync();

    [Fact]
    public async Task What_is_asked_for_while_nix_answers_is_one_question()
    {
        var tops = await BuildAsync(8);
        CountedNix counted = new(_nix.Cli);
        using Closures closures = new(counted);

        var answers = await Task.WhenAll(tops.Select(top => closures.OfAsync(top, Cancel)));

        Assert.Equal(await Task.WhenAll(tops.Select(_nix.ClosureAsync)), answers.Select(Value), Same);
        Assert.InRange(counted.Questions.Count, 1, 7);
        Assert.Equal(tops.Order(), counted.Questions.SelectMany(question => question).Order());
        Assert.Same(answers[3], await closures.OfAsync(tops[3], Cancel));
    }

    [Fact]
    public async Task One_that_is_not_there_spoils_no_other()
    {
        var tops = await BuildAsync(4);
        var gone = $"/nix/store/{new string('0', 32)}-gone";
        using Closures closures = new(_nix.Cli);

        var answers = await Task.WhenAll(tops.Append(gone).Select(top => closures.OfAsync(top, Cancel)));

        Assert.Equal(tops, answers.SkipLast(1).Select(answer => Value(answer).Root));
        var why = Why(answers[^1]);
        Assert.Equal("nix.path-missing", why.Code);
        Assert.Contains(gone, why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_on_the_disk_needs_no_question()
    {
        CountedNix counted = new(_nix.Cli);
        using Closures closures = new(counted);

        Assert.Equal("nix.path-missing", Why(await closures.OfAsync($"/nix/store/{new string('0', 32)}-gone", Cancel)).Code);

        Assert.Empty(counted.Questions);
    }

    [Fact]
    public async Task One_that_lies_there_without_being_valid_spoils_no_other()
    {
        var tops = await BuildAsync(2);
        var stray = $"/nix/store/{new string('0', 32)}-{_nix.Tag}-stray";
        using Closures closures = new(_nix.Cli);
        await File.WriteAllTextAsync(stray, "not valid", Cancel);

        var answers = await Task.WhenAll(tops.Append(stray).Select(top => closures.OfAsync(top, Cancel)));

        Assert.Equal(tops, answers.SkipLast(1).Select(answer => Value(answer).Root));
        Assert.Equal("nix.path-missing", Why(answers[^1]).Code);
    }

    [Fact]
    public async Task One_who_is_gone_leaves_the_others_their_answers()
    {
        var tops = await BuildAsync(2);
        using Closures closures = new(_nix.Cli);
        using CancellationTokenSource left = new();

        var first = closures.OfAsync(tops[0], left.Token);
        var second = closures.OfAsync(tops[1], Cancel);
        await left.CancelAsync();

        await ((Task)first).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Assert.Equal(tops[1], Value(await second).Root);
    }

    /// <summary>Toplevels with a part in common and a part of their own each.</summary>
    private async Task<string[]> BuildAsync(int count)
    {
        List<string> tops = [];
        foreach (var number in Enumerable.Range(0, count))
        {
            tops.Add(await _nix.BuildAsync(
                $"let all = {_nix.Package("all", "all")}; own = {_nix.Package($"own{number}", "${all}")}; in {_nix.Package($"top{number}", "${own} ${all}")}"));
        }

        return [.. tops];
    }

    private static bool Same(Closure one, Closure other) =>
        one.Root == other.Root && one.Paths.Select(path => path.Path).SequenceEqual(other.Paths.Select(path => path.Path));
}
