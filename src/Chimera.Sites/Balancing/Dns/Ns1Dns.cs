using System.Text;
using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Balancing.Dns;

/// <summary>
/// NS1's REST API, version 1. It knows no conditional requests: a record that is there is looked at again right before
/// it is changed, which leaves a moment in which somebody else's change can be overwritten; that there is none yet is held by NS1 itself.
/// </summary>
/// <param name="api">Null for NS1's own.</param>
public sealed class Ns1Dns(Uri? api, IToken token, TimeProvider time, IChance chance) : IDnsProvider, IDisposable
{
    private const string KeyHeader = "X-NSONE-Key";
    private const int MostLooks = 60;

    private static readonly Uri Own = new("https://api.nsone.net/v1/");

    private readonly ApiClient _api = new(api ?? Own, token, time, chance);

    public async Task<DnsLook> GetAsync(DnsName name, CancellationToken cancel) => await _api.OpenAsync(cancel) switch
    {
        ApiOpening.Opened opened => await LookAsync(opened.Session, name, cancel),
        ApiOpening.Closed closed => new DnsLook.Unseen(closed.Why),
        _ => throw new InvalidOperationException("an opening is one of two"),
    };

    public Task<Reply> PutAsync(WeightedRecords records, string? seen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (!records.Answers.Any(answer => answer.Weight > 0))
        {
            throw new ArgumentException("no answer has any weight", nameof(records));
        }

        return _api.DoAsync(async session =>
        {
            if (seen is not null)
            {
                switch (await LookAsync(session, records.Name, cancel))
                {
                    case DnsLook.Unseen unseen:
                        return new Reply.Refused(unseen.Why);
                    case DnsLook.Absent:
                    case DnsLook.Seen now when now.Version != seen:
                        return new Reply.Refused(Replaced(records.Name));
                }
            }

            // Not sent a second time by itself: in between, somebody else may have changed it.
            return await session.SendAsync(
                new ApiRequest(
                    seen is null ? HttpMethod.Put : HttpMethod.Post, PathOf(records.Name),
                    () => new StringContent(Ns1Record.Write(records).ToJsonString(), Encoding.UTF8, "application/json"))
                {
                    TokenHeader = KeyHeader, Repeatable = false,
                },
                cancel) switch
            {
                ApiReply.Answered => new Reply.Done(),
                ApiReply.Refused { Status: 409 } => new Reply.Refused(Replaced(records.Name)),
                ApiReply.Refused refused when refused.Message.Contains("already exists", StringComparison.OrdinalIgnoreCase) =>
                    new Reply.Refused(Replaced(records.Name)),
                ApiReply.Refused refused => new Reply.Refused(Wrong(records.Name, refused)),
                ApiReply.Unreached unreached => new Reply.Unreachable(Unreached(unreached.Why)),
                ApiReply.Unclear unclear => new Reply.Lost(Unreached(unclear.Why)),
                _ => throw new InvalidOperationException("no such answer"),
            };
        }, cancel);
    }

    public async Task<Reply> UntilInForceAsync(WeightedRecords records, TimeSpan before, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(records);
        var wanted = records with { Answers = [.. records.Answers.Where(answer => answer.Weight > 0)] };
        for (var look = 0; look < MostLooks; look++)
        {
            switch (await GetAsync(records.Name, cancel))
            {
                case DnsLook.Unseen unseen:
                    return new Reply.Unreachable(unseen.Why);
                case DnsLook.Seen seen when seen.Records == wanted:
                    await Task.Delay(records.Ttl > before ? records.Ttl : before, time, cancel);
                    return new Reply.Done();
            }

            await Task.Delay(Pauses.BeforePoll(look), time, cancel);
        }

        return new Reply.Refused(Replaced(records.Name));
    }

    public void Dispose() => _api.Dispose();

    private static async Task<DnsLook> LookAsync(ApiSession session, DnsName name, CancellationToken cancel) =>
        await session.SendAsync(new ApiRequest(HttpMethod.Get, PathOf(name)) { TokenHeader = KeyHeader }, cancel) switch
        {
            ApiReply.Answered answered => Ns1Record.Read(name, answered.Body) is { } records
                ? new DnsLook.Seen(records, Ns1Record.VersionOf(answered.Body))
                : new DnsLook.Unseen(Finding.Error(
                    "dns.more-than-weights", $"{name} at NS1 holds more than answers with weights: other filters, or weights from a feed",
                    "balance another name, or take these away by hand")),
            ApiReply.Refused { Status: 404 } refused when refused.Message.Contains("record", StringComparison.OrdinalIgnoreCase) => new DnsLook.Absent(),
            ApiReply.Refused refused => new DnsLook.Unseen(Wrong(name, refused)),
            ApiReply.Unreached unreached => new DnsLook.Unseen(Unreached(unreached.Why)),
            ApiReply.Unclear unclear => new DnsLook.Unseen(Unreached(unclear.Why)),
            _ => throw new InvalidOperationException("no such answer"),
        };

    private static string PathOf(DnsName name) =>
        $"zones/{Uri.EscapeDataString(name.Zone)}/{Uri.EscapeDataString(name.Domain)}/{Uri.EscapeDataString(name.Type)}";

    private static Finding Replaced(DnsName name) => Finding.Error(
        "dns.replaced", $"somebody else changed {name} meanwhile; nothing was changed", "look at it again, and decide anew");

    private static Finding Wrong(DnsName name, ApiReply.Refused refused) => refused.Status switch
    {
        401 or 403 => Finding.Error(
            "dns.token-refused", $"NS1 takes the key for none that may do this ({refused.Status}): {refused.Message}",
            "see the key's permissions for this zone"),
        404 => Finding.Error("dns.zone-unknown", $"NS1 has no zone {name.Zone}: {refused.Message}", "name a zone of this account"),
        _ => Finding.Error("dns.refused", $"NS1 refuses {name} ({refused.Status}): {refused.Message}", "see what it says"),
    };

    private static Finding Unreached(string why) => Finding.Error("dns.unreached", $"NS1 cannot be asked: {why}", "try again");
}
