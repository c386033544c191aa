using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Chimera.Cli.Composition;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;
using Chimera.Store;
using Chimera.Store.Keys;

namespace Chimera.Cli.Tests;

/// <summary>Certificates that ran out: what is new is refused with one, what was shown before may be shown again.</summary>
public sealed class ExpiredReleaseTests : IDisposable
{
    private static readonly DateTimeOffset Then = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly GenerationId Release = new("sha256:one");
    private static readonly string Resource = SiteCertificate.ResourceOf("docs", Platform.Netlify);

    private readonly Sandbox _sandbox = new();
    private readonly CertificationKeys _keys;
    private readonly EcdsaSigner _signer;
    private readonly ImmutableArray<Subject> _subjects = [new("file:/index.html", Digests.Of("one"u8))];
    private readonly Record _record = new();
    private readonly Clock _clock = new() { Now = Then };

    public ExpiredReleaseTests()
    {
        _keys = new CertificationKeys(new StateFolder(Path.Combine(_sandbox.Folder, "state")));
        _signer = ((KeyOpening.Opened)_keys.New()).Signer;
        Certify();
    }

    [Fact]
    public async Task Until_it_runs_out_a_certificate_counts_for_both()
    {
        Assert.Null(await ObjectionAsync(_subjects));
        Assert.Null(await ObjectionAsync([]));
    }

    [Fact]
    public async Task A_new_release_is_refused_with_an_expired_certificate_and_an_old_one_is_shown_again()
    {
        _clock.Now = Then.AddDays(1);

        Assert.Equal("certificate.expired", await ObjectionAsync(_subjects));
        Assert.Null(await ObjectionAsync([]));

        // Certified anew, it may be shown: one certificate that counts is enough.
        Certify();
        Assert.Null(await ObjectionAsync(_subjects));
    }

    [Fact]
    public async Task An_old_release_whose_certificate_was_taken_back_is_not_shown_again_expired_or_not()
    {
        _record.Add(Revocations.Stream, EventTypes.CertificateRevoked, new JsonObject { ["nonce"] = _record.Nonce, ["resource"] = Resource, ["why"] = "wrong branch" });

        Assert.Equal("certificate.revoked", await ObjectionAsync([]));
        _clock.Now = Then.AddDays(1);
        Assert.Equal("certificate.revoked", await ObjectionAsync([]));
    }

    [Fact]
    public async Task What_a_replaced_key_signed_counts_by_the_order_of_the_record_and_not_by_its_own_time()
    {
        var before = _signer.Verifier.Name;
        var entry = KeyHistory.Entry(EventTypes.KeyRotated, "chimera.certify/0000000000000000", before);
        _record.Add(entry.Stream, entry.Type, entry.Data);
        Assert.Null(await ObjectionAsync(_subjects));

        // Whoever has the old key puts it on record after all, and says that it was long ago; or says it is the one that is on record, by its nonce.
        GenerationId forged = new("sha256:two");
        Certify(forged, Then.AddDays(-1), nonce: _record.Nonce);
        Assert.Equal("certificate.key-retired", await ObjectionAsync(_subjects, forged));

        var back = KeyHistory.Revocation(before, "stolen");
        _record.Add(back.Stream, back.Type, back.Data);
        Assert.Equal("certificate.key-revoked", await ObjectionAsync(_subjects));
        Assert.Equal("certificate.key-revoked", await ObjectionAsync([]));
    }

    public void Dispose()
    {
        _signer.Dispose();
        _sandbox.Dispose();
    }

    /// <summary>For a day.</summary>
    private void Certify(GenerationId? generation = null, DateTimeOffset? when = null, string? nonce = null)
    {
        var verified = when ?? _clock.Now;
        Certificate certificate = new(
            Resource, TrustedSigner.VerifierOf(_signer.Verifier), "1.2.3", "urn:chimera:policy:site:no-errors", verified, verified.AddDays(1),
            nonce ?? _record.Nonce, [], _subjects);
        _record.Add(Revocations.Stream, EventTypes.Certified, new JsonObject
        {
            ["nonce"] = certificate.Nonce, ["generation"] = (generation ?? Release).Value,
            ["certificate"] = JsonNode.Parse(Certification.Issue(certificate, _signer)),
        });
    }

    private async Task<string?> ObjectionAsync(ImmutableArray<Subject> found, GenerationId? generation = null)
    {
        LedgerApprovals approvals = new(_record, async stop => new TrustList([TrustedSigner.Of(_signer.Verifier, Purpose.Certify)], await Revocations.ReadAsync(_record, stop))
        {
            Keys = await KeyHistory.ReadAsync(_record, withIssued: false, stop),
        }, _clock);
        return (await approvals.ObjectionAsync("docs", Platform.Netlify, generation ?? Release, found, TestContext.Current.CancellationToken))?.Code;
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Record : IHistory
    {
        private readonly List<RecordedEvent> _events = [];

        public string Nonce { get; } = new('5', 64);

        public void Add(string stream, string type, JsonObject data) => _events.Add(new RecordedEvent(_events.Count, stream, _events.Count + 1, Then, "test", type, data));

        public async IAsyncEnumerable<RecordedEvent> ReadAsync(string stream, [EnumeratorCancellation] CancellationToken cancel)
        {
            await Task.CompletedTask;
            foreach (var entry in _events.Where(entry => entry.Stream == stream))
            {
                yield return entry;
            }
        }

        public Task<IReadOnlyList<RecordedEvent>> LatestAsync(IReadOnlyCollection<string> types, int most, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<RecordedEvent>>([.. _events.Where(entry => types.Contains(entry.Type)).Reverse().Take(most)]);
    }
}
