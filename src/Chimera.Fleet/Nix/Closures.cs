using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Chimera.Fleet.Nix;

/// <summary>
/// The closures of toplevels in the controller's store, each asked for once. What is asked for while Nix answers goes into its next question as
/// a whole, so that the number of questions does not grow with the number of hosts that each have a toplevel of their own.
/// </summary>
internal sealed class Closures(INix nix) : IDisposable
{
    private readonly Shared<string, NixAnswer<Closure>> _known = new(answer => answer is NixAnswer<Closure>.Done);
    private readonly ConcurrentQueue<Question> _waiting = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Fails with <c>nix.path-missing</c> when the toplevel is not in the store.</summary>
    public Task<NixAnswer<Closure>> OfAsync(string toplevel, CancellationToken cancel) =>
        _known.GetAsync(toplevel, working => AskAsync(new Question(toplevel, new(TaskCreationOptions.RunContinuationsAsynchronously)), working), cancel);

    public void Dispose()
    {
        _known.Dispose();
        _turn.Dispose();
    }

    private async Task<NixAnswer<Closure>> AskAsync(Question own, CancellationToken cancel)
    {
        _waiting.Enqueue(own);
        await _turn.WaitAsync(cancel);
        try
        {
            // Whoever asks at the same moment comes along.
            await Task.Yield();
            if (!own.Answer.Task.IsCompleted)
                await AnswerAllAsync(cancel);
        }
        finally
        {
            _turn.Release();
        }

        return await own.Answer.Task;
    }

    private async Task AnswerAllAsync(CancellationToken cancel)
    {
        List<Question> questions = [];
        while (_waiting.TryDequeue(out var question))
        {
            // What is not on the disk is in no store, and would spoil the question for all; a host's old generation often is not.
            if (Path.Exists(question.Toplevel))
                questions.Add(question);
            else
                question.Answer.SetResult(NixFindings.PathMissing(question.Toplevel).As<Closure>());
        }

        try
        {
            if (questions.Count > 1 && await nix.ClosuresOfAsync([.. questions.Select(question => question.Toplevel)], cancel)
                is NixAnswer<ImmutableArray<Closure>>.Done all)
            {
                foreach (var (question, closure) in questions.Zip(all.Value))
                    question.Answer.SetResult(new NixAnswer<Closure>.Done(closure));
                return;
            }

            // Something may lie there without being valid; then each is asked for alone.
            foreach (var question in questions)
                question.Answer.SetResult(await AnswerAsync(question.Toplevel, cancel));
        }
        catch (Exception stopped)
        {
            foreach (var question in questions)
                question.Answer.TrySetException(stopped);
        }
    }

    private async Task<NixAnswer<Closure>> AnswerAsync(string toplevel, CancellationToken cancel) =>
        await nix.ClosuresOfAsync([toplevel], cancel) switch
        {
            NixAnswer<ImmutableArray<Closure>>.Done done => new NixAnswer<Closure>.Done(done.Value[0]),
            NixAnswer<ImmutableArray<Closure>>.Failed failed => failed.Why.As<Closure>(),
            var other => throw new InvalidOperationException($"{other} is no answer"),
        };

    private sealed record Question(string Toplevel, TaskCompletionSource<NixAnswer<Closure>> Answer);
}
