using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Healing;

public sealed class HealingRunTests
{
    private readonly WordPlatform _platform = new();

    [Fact]
    public void A_repair_that_works_is_kept_and_touches_nothing_else()
    {
        var report = Heal("one bad\r\n\ttwo # bad", new Rewriter("good", "word.bad", "good"));

        Assert.Equal("one good\r\n\ttwo # good", WordPlatform.Text(report.Healed));
        Assert.Equal(["words"], report.Touched);
        Assert.Empty(report.After.Findings);
    }

    [Fact]
    public void A_second_run_changes_nothing()
    {
        var healed = Heal("bad", new Rewriter("good", "word.bad", "good")).Healed;

        var again = Run(healed, new NoMemory(), 3, new Rewriter("good", "word.bad", "good"));

        Assert.Empty(again.Touched);
        Assert.Empty(again.Ends);
    }

    [Theory]
    [InlineData("odd", "it would bring another finding: 'odd' is written [word.odd]")]
    [InlineData("fatal", "it would break the deploy: 'fatal' is written")]
    [InlineData("bad bad", "the finding would stay")]
    public void A_repair_that_makes_it_no_better_is_dropped_and_explained(string replacement, string why)
    {
        var report = Heal("bad", new Rewriter("worse", "word.bad", replacement));

        Assert.Equal("bad", WordPlatform.Text(report.Healed));
        Assert.Empty(report.Touched);
        Assert.Equal($"'worse' was tried: {why}", Assert.IsType<HealEnd.Left>(Assert.Single(report.Ends)).Why);
    }

    [Fact]
    public void What_no_healer_knows_is_left()
    {
        var report = Heal("bad");

        Assert.Equal("no repair is known that is certain to be what you mean", Assert.IsType<HealEnd.Left>(Assert.Single(report.Ends)).Why);
    }

    [Fact]
    public void The_healer_that_worked_before_is_tried_first()
    {
        var report = Run(WordPlatform.Folder("bad"), new Prefers("b"), 3, new Rewriter("a", "word.bad", "A"), new Rewriter("b", "word.bad", "B"));

        Assert.Equal("B", WordPlatform.Text(report.Healed));
    }

    [Fact]
    public void The_attempts_for_one_finding_are_bounded()
    {
        IHealer[] healers = [.. Enumerable.Range(0, 9).Select(i => new Rewriter($"h{i}", "word.bad", "bad bad"))];

        var report = Run(WordPlatform.Folder("bad"), new NoMemory(), 4, healers);

        Assert.Equal(4, report.Attempts.Length);
        Assert.EndsWith("after 4 attempts", Assert.IsType<HealEnd.Left>(Assert.Single(report.Ends)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void No_attempt_is_made_when_none_is_allowed() =>
        Assert.Empty(Run(WordPlatform.Folder("bad"), new NoMemory(), 0, new Rewriter("good", "word.bad", "good")).Touched);

    [Fact]
    public void A_thousand_like_findings_are_proved_together()
    {
        var report = Heal(string.Join('\n', Enumerable.Repeat("bad", 1000)), new Rewriter("good", "word.bad", "good"));

        Assert.Equal(1000, report.Ends.OfType<HealEnd.Healed>().Count());
        Assert.Equal(2, _platform.Simulations);
    }

    [Fact]
    public void Bad_ones_among_a_thousand_are_found_by_halving()
    {
        var words = Enumerable.Range(0, 1000).Select(i => i is 3 or 700 ? "bad!" : "bad");

        var report = Heal(string.Join('\n', words), new Spiteful());

        Assert.Equal(998, report.Ends.OfType<HealEnd.Healed>().Count());
        Assert.Equal(2, report.Ends.OfType<HealEnd.Left>().Count());
        Assert.InRange(_platform.Simulations, 3, 60);
    }

    [Fact]
    public void What_never_works_is_given_up_soon()
    {
        var report = Heal(string.Join('\n', Enumerable.Repeat("bad", 1000)), new Rewriter("worse", "word.bad", "bad bad"), new Rewriter("good", "word.bad", "good"));

        Assert.Equal(1000, report.Ends.OfType<HealEnd.Healed>().Count());
        Assert.InRange(_platform.Simulations, 3, 60);
    }

    [Fact]
    public void A_healer_that_fails_keeps_no_other_from_its_work()
    {
        var report = Heal("bad", new Throws(), new Rewriter("b", "word.bad", "good"));

        Assert.Equal("good", WordPlatform.Text(report.Healed));
    }

    [Fact]
    public void A_healer_that_throws_is_named()
    {
        var report = Heal("bad", new Throws());

        Assert.Equal("'throws' is at fault: it failed with InvalidOperationException: no", Assert.IsType<HealEnd.Left>(Assert.Single(report.Ends)).Why);
        Assert.Equal("throws", Assert.Single(report.Attempts).Healer);
    }

    [Fact]
    public void Healing_stops_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var run = new HealingRun(
            new SiteSimulator([_platform], [], TimeSpan.FromMinutes(1), TimeProvider.System), [new Throws(cancel)], new NoMemory(), new HealLimits(3));

        Assert.Throws<OperationCanceledException>(() => run.Run(Platform.Netlify, WordPlatform.Folder("bad bad"), DeployContext.Production, cancel.Token));
    }

    [Fact]
    public void The_simulations_of_one_site_are_bounded()
    {
        IHealer[] healers = [.. Enumerable.Range(0, 9).Select(i => new Rewriter($"h{i}", "word.bad", "bad bad"))];
        var run = new HealingRun(
            new SiteSimulator([_platform], [], TimeSpan.FromMinutes(1), TimeProvider.System), healers, new NoMemory(), new HealLimits(9, MaxRounds: 4));

        var report = run.Run(Platform.Netlify, WordPlatform.Folder("bad"), DeployContext.Production, TestContext.Current.CancellationToken);

        Assert.Equal(5, _platform.Simulations);
        Assert.EndsWith("the site was simulated often enough", Assert.IsType<HealEnd.Left>(Assert.Single(report.Ends)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_broken_file_hid_is_healed_after_it_is_mended()
    {
        var report = Heal("fatal", new Rewriter("mend", "word.fatal", "bad"), new Rewriter("good", "word.bad", "good"));

        Assert.Equal("good", WordPlatform.Text(report.Healed));
    }

    [Fact]
    public void A_sites_bytes_that_are_no_text_stay_what_they_are()
    {
        byte[] before = [0xFF, 0xFE, (byte)'b', (byte)'a', (byte)'d', 0xE2, 0x82, (byte)'!'];

        var report = Run(WordPlatform.Folder("").With("words", before), new NoMemory(), 3, new Rewriter("good", "word.bad", "ok"));

        Assert.Equal([0xFF, 0xFE, (byte)'o', (byte)'k', 0xE2, 0x82, (byte)'!'], report.Healed.Read("words"));
    }

    private HealReport Heal(string words, params IHealer[] healers) => Run(WordPlatform.Folder(words), new NoMemory(), 3, healers);

    private HealReport Run(SiteFolder folder, IHealMemory memory, int attempts, params IHealer[] healers) =>
        new HealingRun(new SiteSimulator([_platform], [], TimeSpan.FromMinutes(1), TimeProvider.System), healers, memory, new HealLimits(attempts))
            .Run(Platform.Netlify, folder, DeployContext.Production, TestContext.Current.CancellationToken);

    /// <summary>Makes things worse where it is warned off.</summary>
    private sealed class Spiteful : IHealer
    {
        public string Name => "spiteful";

        public IReadOnlyCollection<string> Codes { get; } = ["word.bad"];

        public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
        {
            var (text, span) = (WordPlatform.Text(folder), finding.Span!.Value);
            var warned = span.End < text.Length && text[span.End] == '!';
            return Repair.Edit(Name, "write another", "words", new TextEdit(span, warned ? "odd" : "good"));
        }
    }

    private sealed class Throws(CancellationTokenSource? cancel = null) : IHealer
    {
        public string Name => "throws";

        public IReadOnlyCollection<string> Codes { get; } = ["word.bad"];

        public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
        {
            cancel?.Cancel();
            throw new InvalidOperationException("no");
        }
    }

    private sealed class NoMemory : IHealMemory
    {
        public double Trust(string healer, string code) => 0.5;
    }

    private sealed class Prefers(string name) : IHealMemory
    {
        public double Trust(string healer, string code) => healer == name ? 0.9 : 0.1;
    }
}
