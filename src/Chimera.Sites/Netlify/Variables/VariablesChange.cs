using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Netlify.Variables;

/// <summary>Brings variables from what they are to what they shall be, one by one, and puts back what it did when Netlify refuses one.</summary>
/// <param name="live">What Netlify has just said of them.</param>
internal sealed class VariablesChange(
    VariablesApi api, VariablesTarget target, VariablesNotes notes, IReadOnlyList<LiveVariable> live, TimeProvider time)
{
    private const int MostAttempts = 4;

    public async Task<Reply> RunAsync(JsonObject before, JsonObject wanted, CancellationToken cancel)
    {
        // A secret that was overwritten cannot be put back, so they come last.
        var names = wanted.Where(state => !JsonNode.DeepEquals(state.Value, before[state.Key])).Select(state => state.Key)
            .OrderBy(name => IsHidden(wanted.PartOrNull(name)) || IsHidden(before.PartOrNull(name))).ToList();
        List<(string Name, Secret? Secret)> steps = [];
        foreach (var name in names)
        {
            var (secret, trouble) = await SecretAsync(name, wanted.PartOrNull(name), cancel);
            if (trouble is not null)
            {
                return trouble;
            }

            steps.Add((name, secret));
        }

        List<string> done = [];
        foreach (var (name, secret) in steps)
        {
            var reply = await SetOrFindAsync(name, wanted.PartOrNull(name), secret, cancel);
            if (reply is not Reply.Done)
            {
                return done.Count == 0 || reply is Reply.Lost ? reply : await PutBackAsync(done, before, wanted, reply, cancel);
            }

            done.Add(name);
        }

        return steps.Exists(step => step.Secret is not null) ? await NoteSecretsAsync(steps, cancel) : new Reply.Done();
    }

    /// <summary>One that is made anew is asked for once; when nobody knows whether it was made, it is looked for before it is asked for again.</summary>
    private async Task<Reply> SetOrFindAsync(string name, JsonObject? state, Secret? secret, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var reply = await SetAsync(name, state, secret, Find(name), cancel);
            if (reply is not Reply.Lost || state is null || Find(name) is not null || attempt == MostAttempts)
            {
                return reply;
            }

            var all = await api.AllAsync(cancel);
            if (all.Value is null || all.Value.Any(one => one.Name == name))
            {
                return all.Value is null ? reply : new Reply.Done();
            }
        }
    }

    private async Task<Reply> SetAsync(string name, JsonObject? state, Secret? secret, LiveVariable? now, CancellationToken cancel)
    {
        if (state is null)
        {
            return await api.DeleteAsync(name, cancel);
        }

        var (wanted, scopes) = VariableState.Read(state);
        // Whoever says nothing of scopes leaves them as they are.
        scopes = scopes.IsEmpty ? now?.Scopes ?? [] : scopes;
        switch (wanted)
        {
            case VariableState.Open open:
                return await api.PutAsync(name, open.Values, scopes, isSecret: false, secret: null, now is null, cancel);
            case VariableState.Hidden hidden:
                notes.Give(name, hidden.As, now);
                return await api.PutAsync(
                    name, hidden.Contexts.ToDictionary(context => context, _ => secret!.Reveal(), StringComparer.Ordinal), scopes,
                    isSecret: true, secret, now is null, cancel);
            default:
                throw new InvalidOperationException("no such state");
        }
    }

    /// <summary>The value that a secret shall have; none for what is none. What cannot be had is refused before anything is changed.</summary>
    private async Task<(Secret? Secret, Reply? Trouble)> SecretAsync(string name, JsonObject? state, CancellationToken cancel)
    {
        if (!IsHidden(state))
        {
            return (null, null);
        }

        var declared = target.Variables.FirstOrDefault(variable => variable.Name == name);
        return declared?.Secret is not { } source || !JsonNode.DeepEquals(declared.State(), state)
            ? (null, Replies.Refuse(
                "netlify.secret-not-kept", $"the value that {name} had before cannot be read back from Netlify, and is kept nowhere",
                "set it at Netlify by hand, or declare it"))
            : await source.Open(time).ReadAsync(cancel) switch
            {
                TokenReading.Read read => (read.Token, null),
                TokenReading.Unread unread => (null, new Reply.Refused(unread.Why)),
                _ => throw new InvalidOperationException("a reading is one of two"),
            };
    }

    private async Task<Reply> PutBackAsync(List<string> done, JsonObject before, JsonObject wanted, Reply why, CancellationToken cancel)
    {
        foreach (var name in Enumerable.Reverse(done))
        {
            var now = wanted[name] is null ? null : Find(name) ?? Made(name);
            var was = before.PartOrNull(name);
            if (IsHidden(was) || await SetAsync(name, was, secret: null, now, cancel) is not Reply.Done)
            {
                return Replies.Lost(why);
            }
        }

        return why;
    }

    private async Task<Reply> NoteSecretsAsync(List<(string Name, Secret? Secret)> steps, CancellationToken cancel)
    {
        var all = await api.AllAsync(cancel);
        if (all.Value is null)
        {
            return Replies.Lost(all.Trouble!);
        }

        foreach (var given in all.Value.Where(now => steps.Exists(step => step.Secret is not null && step.Name == now.Name)))
        {
            notes.Given(given);
        }

        return new Reply.Done();
    }

    private LiveVariable? Find(string name) => live.FirstOrDefault(one => one.Name == name);

    private static LiveVariable Made(string name) => new(name, IsSecret: false, [], ImmutableSortedDictionary<string, string>.Empty, UpdatedAt: null);

    private static bool IsHidden(JsonObject? state) => state is not null && VariableState.Read(state).State is VariableState.Hidden;
}
