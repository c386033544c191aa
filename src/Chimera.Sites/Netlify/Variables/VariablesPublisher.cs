using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Netlify.Variables;

/// <summary>Carries a site's variables to Netlify as a site is carried to a platform.</summary>
internal sealed class VariablesPublisher(
    TargetId id, CloudPublisher publisher, VariablesDeploys deploys, VariablesNotes notes, TimeProvider time) : IPublisher
{
    public Task<Sighting> ObserveAsync(CancellationToken cancel) => publisher.ObserveAsync(cancel);

    public Task<Sighting> LookAgainAsync(CancellationToken cancel) => publisher.LookAgainAsync(cancel);

    /// <summary>Nothing is begun of which a value is missing.</summary>
    public async Task<Reply> PrepareAsync(Order order, Release? release, IProgress<string> progress, CancellationToken cancel)
    {
        if (deploys.StatesOf(order.Step.To) is not { } wanted)
        {
            return new Reply.Refused(Finding.Error(
                "netlify.variables-unknown", $"nothing is known of the variables {order.Step.To}", "declare them again, and deploy them", target: id));
        }

        foreach (var source in deploys.Needed(wanted))
        {
            if (await source.Open(time).ReadAsync(cancel) is TokenReading.Unread unread)
            {
                return new Reply.Refused(unread.Why with { Target = id });
            }
        }

        return new Reply.Done();
    }

    public Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel) => publisher.ApplyAsync(order, progress, cancel);

    public Task<Health> VerifyAsync(Order order, Dossier dossier, CancellationToken cancel) => Strictly(() => publisher.VerifyAsync(order, dossier, cancel));

    public async Task<Reply> CommitAsync(Order order, CancellationToken cancel) => Settled(await Strictly(() => publisher.CommitAsync(order, cancel)));

    public async Task<Reply> RevertAsync(Order order, CancellationToken cancel) => Settled(await publisher.RevertAsync(order, cancel));

    private async Task<T> Strictly<T>(Func<Task<T>> act)
    {
        deploys.IsStrict = true;
        try
        {
            return await act();
        }
        finally
        {
            deploys.IsStrict = false;
        }
    }

    private Reply Settled(Reply reply)
    {
        if (reply is Reply.Done)
        {
            notes.Settle();
        }

        return reply;
    }
}
