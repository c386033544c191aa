using System.Text;
using Chimera.Engine.Record.Proofs;
using Chimera.Store.Keys;
using Chimera.Store.Ledger;
using Chimera.Store.Proofs;

namespace Chimera.Store.Tests;

public sealed class ProverTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task An_entry_is_proved_to_somebody_who_has_only_the_public_key()
    {
        await _sandbox.FillTogetherAsync(600);
        var key = EcdsaVerifier.FromPem(_sandbox.Key.ToPem(), KeyUse.Ledger)!;
        foreach (var index in new[] { 0, 255, 256, 511, 512, 599 })
        {
            var text = Assert.IsType<Proving.Proved>(_sandbox.Prover.ProveEntry(index)).Text;

            var proved = Assert.IsType<ProofCheck.Proved>(TlogProof.Read(text)?.Check(key));
            Assert.Equal((index, index, 600), (proved.Entry.Index, proved.Entry.Data!["number"]!.GetValue<int>(), proved.Head.Size));
        }
    }

    [Fact]
    public async Task A_kept_checkpoint_is_proved_to_be_continued()
    {
        await _sandbox.FillAsync(5);
        var kept = _sandbox.Read("checkpoint");
        await _sandbox.FillTogetherAsync(600);

        var text = Assert.IsType<Proving.Proved>(_sandbox.Prover.ProveContinuity(kept)).Text;
        Assert.Equal(605, Assert.IsType<ContinuityCheck.Continued>(ContinuityProof.Read(text)?.Check(kept, _sandbox.Key)).Newer.Size);
        Assert.Equal(text, Assert.IsType<Proving.Proved>(_sandbox.Prover.ProveContinuity(5)).Text);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public async Task What_is_not_there_is_not_proved(long index)
    {
        await _sandbox.FillAsync(3);

        Assert.Equal("ledger.no-such-entry", Assert.IsType<Proving.Refused>(_sandbox.Prover.ProveEntry(index)).Why.Code);
        Assert.Equal("ledger.no-such-checkpoint", Assert.IsType<Proving.Refused>(_sandbox.Prover.ProveContinuity(99)).Why.Code);
        Assert.Equal("ledger.kept-foreign", Assert.IsType<Proving.Refused>(_sandbox.Prover.ProveContinuity(Encoding.ASCII.GetBytes("x"))).Why.Code);
    }

    [Fact]
    public async Task Nothing_is_proved_from_a_ledger_that_is_not_what_was_signed_for()
    {
        await _sandbox.FillTogetherAsync(300);
        _sandbox.Change(LedgerPaths.Bundle(0), bytes =>
        {
            bytes[50] ^= 1;
            return bytes;
        });

        Assert.Equal("ledger.broken", Assert.IsType<Proving.Refused>(_sandbox.Prover.ProveEntry(0)).Why.Code);
        Assert.IsType<Proving.Proved>(_sandbox.Prover.ProveEntry(299));
    }

    public void Dispose() => _sandbox.Dispose();
}
