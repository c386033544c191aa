using Chimera.Engine.Validation;
using Chimera.Sites.Watching;

namespace Chimera.Sites.Tests.Watching;

public sealed class DriftBookTests
{
    private readonly DriftBook _book = new();

    [Fact]
    public void What_two_looks_in_a_row_saw_is_told_once()
    {
        var first = Look(Wrong("GET /a", ConcernKind.Content));
        Assert.Equal((0, 1, LookState.Suspect), (first.Began.Length, first.Suspected.Length, _book.State));

        var second = Look(Wrong("GET /a", ConcernKind.Content));
        Assert.Equal("GET /a", Assert.Single(second.Began).Subject);
        Assert.Equal(LookState.Failing, _book.State);

        var third = Look(Wrong("GET /a", ConcernKind.Content));
        Assert.Empty(third.Began);
        Assert.Empty(third.Suspected);
        Assert.Equal(LookState.Failing, _book.State);

        Assert.Equal("GET /a", Assert.Single(Look().Ended).Subject);
        Assert.Equal(LookState.Right, _book.State);
        Assert.Empty(Look().Ended);
    }

    [Fact]
    public void A_blip_is_never_told_as_a_failure()
    {
        Look(Wrong("GET /a", ConcernKind.Status));

        var second = Look();

        Assert.Equal((0, 0, 1, LookState.Right), (second.Began.Length, second.Ended.Length, second.Blips, _book.State));
        Assert.Empty(Look(Wrong("GET /a", ConcernKind.Status)).Began);
    }

    [Fact]
    public void Two_kinds_of_the_same_request_begin_and_end_by_themselves()
    {
        Look(Wrong("GET /a", ConcernKind.Content));
        Look(Wrong("GET /a", ConcernKind.Content), Wrong("GET /a", ConcernKind.Header));

        Assert.Equal(ConcernKind.Header, Assert.Single(Look(Wrong("GET /a", ConcernKind.Content), Wrong("GET /a", ConcernKind.Header)).Began).Kind);
        Assert.Equal(ConcernKind.Content, Assert.Single(Look(Wrong("GET /a", ConcernKind.Header)).Ended).Kind);
    }

    [Fact]
    public void What_a_look_did_not_see_stays_as_it_was()
    {
        Look(Wrong("GET /a", ConcernKind.Content), Wrong("GET /b", ConcernKind.Content));
        Look(Wrong("GET /a", ConcernKind.Content));

        // The second was judged right: it was a blip. The first is not asked now.
        var unseen = _book.Fold([], (_, _) => false);

        Assert.Equal((0, 0), (unseen.Ended.Length, unseen.Blips));
        Assert.Equal(LookState.Failing, _book.State);
        Assert.Equal(["GET /a"], _book.Subjects);
    }

    [Fact]
    public void Something_else_each_time_is_a_failure_too_and_told_once()
    {
        Look(Wrong("GET /a", ConcernKind.Status));

        var second = Look(Wrong("GET /b", ConcernKind.Status));
        Assert.Equal(("drift.unsteady", LookState.Failing), (Assert.Single(second.Began).Finding.Code, _book.State));
        Assert.Empty(Look(Wrong("GET /c", ConcernKind.Status)).Began);

        Assert.Equal("drift.unsteady", Assert.Single(Look().Ended).Finding.Code);
        Assert.Equal(LookState.Right, _book.State);
    }

    [Fact]
    public void A_warning_is_told_at_once_and_fails_nothing()
    {
        var news = Look(new Concern("the certificate", ConcernKind.CertificateEnding, Finding.Warning("tls.ends-soon", "soon")));

        Assert.Single(news.Began);
        Assert.Equal(LookState.Right, _book.State);
        Assert.Single(_book.Known);
    }

    private static Concern Wrong(string subject, ConcernKind kind) => new(subject, kind, Finding.Error("drift.content", subject));

    private DriftNews Look(params Concern[] seen) => _book.Fold(seen, (_, _) => true);
}
