using System.Security.Cryptography;
using Chimera.Engine.Planning;
using Chimera.Store.Ledger;
using Chimera.Store.Verification;

namespace Chimera.Store.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    private string PrivateKey => Path.Combine(_sandbox.Folder.Keys, "ledger.key.pem");

    private string PublicKey => Path.Combine(_sandbox.Folder.Keys, "ledger.pub.pem");

    [Fact]
    public async Task A_new_folder_is_its_owners_only_and_invisible_to_git()
    {
        await _sandbox.FillAsync(1);

        foreach (var folder in new[] { _sandbox.Folder.Path, _sandbox.Folder.Keys, _sandbox.Folder.Ledger })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PrivateKey));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_sandbox.Folder.Database));
        Assert.Equal("*\n", await File.ReadAllTextAsync(Path.Combine(_sandbox.Folder.Path, ".gitignore")));
        Assert.Equal("/a/b/.chimera", StateFolder.Beside("/a/b/chimera.yaml").Path);
    }

    [Fact]
    public async Task A_second_writer_is_refused_with_the_name_of_the_first()
    {
        await using (_sandbox.Open())
        {
            var why = Refused("store.held");
            Assert.Contains($"tester, process {Environment.ProcessId}", why, StringComparison.Ordinal);
        }

        await using var after = _sandbox.Open();
    }

    [Fact]
    public async Task A_refused_opening_lets_go_of_the_folder()
    {
        await _sandbox.FillAsync(2);
        var tail = _sandbox.Read("tail/0.entries");
        _sandbox.Write("tail/0.entries", []);
        Assert.IsType<StateStoreOpening.Refused>(_sandbox.TryOpen());
        _sandbox.Write("tail/0.entries", tail);

        await using var store = _sandbox.Open();
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public async Task A_private_key_that_others_can_reach_is_refused(UnixFileMode more)
    {
        await _sandbox.FillAsync(1);
        File.SetUnixFileMode(PrivateKey, File.GetUnixFileMode(PrivateKey) | more);

        Refused("key.exposed");
    }

    [Fact]
    public async Task A_ledger_whose_key_is_lost_or_replaced_is_not_continued_with_another()
    {
        await _sandbox.FillAsync(1);
        var (own, ownPublic) = (await File.ReadAllTextAsync(PrivateKey), await File.ReadAllTextAsync(PublicKey));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var otherCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        File.Delete(PrivateKey);
        Refused("key.missing");
        await WriteKey("no key");
        Refused("key.unreadable");
        await WriteKey(otherCurve.ExportPkcs8PrivateKeyPem());
        Refused("key.unreadable");
        await WriteKey(other.ExportPkcs8PrivateKeyPem());
        Refused("key.mismatch");
        File.Delete(PublicKey);
        Refused("key.foreign");
        await WriteKey(own);
        await File.WriteAllTextAsync(PublicKey, ownPublic);
        await using var store = _sandbox.Open();
    }

    [Fact]
    public async Task A_ledger_that_does_not_verify_is_refused_with_the_place_and_left_as_it_is()
    {
        await _sandbox.FillTogetherAsync(300);
        var whole = _sandbox.Snapshot();
        foreach (var (file, at) in new[] { ("tail/1.entries", 40), ("tail/1.hashes", 40), ("tile/0/000", 40), ("checkpoint", 40) })
        {
            _sandbox.Change(file, bytes =>
            {
                bytes[at] ^= 1;
                return bytes;
            });
            var before = _sandbox.LedgerFiles().Select(name => Convert.ToHexString(SHA256.HashData(_sandbox.Read(name)))).ToList();

            var why = Assert.Single(Assert.IsType<StateStoreOpening.Refused>(_sandbox.TryOpen()).Why);
            Assert.Contains($"{file}, byte ", why.Message, StringComparison.Ordinal);
            Assert.Equal(before, _sandbox.LedgerFiles().Select(name => Convert.ToHexString(SHA256.HashData(_sandbox.Read(name)))));
            _sandbox.Restore(whole);
        }
    }

    [Fact]
    public async Task The_index_can_be_deleted_and_is_filled_again_from_the_ledger()
    {
        await _sandbox.FillTogetherAsync(600);
        _sandbox.ForgetIndex();
        await using var store = _sandbox.Open();

        Assert.Equal(Enumerable.Range(0, 600), (await JournalTests.All(store.Journal, "world")).Select(happened => happened.Data["number"]!.GetValue<int>()));
        Assert.Equal(601, (await store.Journal.AppendAsync(Sandbox.Event(600), default)).Sequence);
    }

    [Fact]
    public async Task The_index_is_not_filled_from_a_ledger_that_does_not_verify()
    {
        await _sandbox.FillTogetherAsync(300);
        _sandbox.ForgetIndex();
        _sandbox.Change(LedgerPaths.Bundle(0), bytes =>
        {
            bytes[100] ^= 1;
            return bytes;
        });

        Refused("ledger.entry-changed");
    }

    [Fact]
    public async Task An_index_that_follows_another_ledger_is_refused()
    {
        await _sandbox.FillAsync(2);
        using var other = new Sandbox();
        await other.FillAsync(3);
        _sandbox.ForgetIndex();
        File.Copy(other.Folder.Database, _sandbox.Folder.Database);
        Refused("ledger.rolled-back");
        await using (var store = other.Open())
        {
            Assert.Equal(3, (await JournalTests.All(store.Journal, "world")).Count);
        }

        using var third = new Sandbox();
        await third.FillAsync(2);
        File.Copy(third.Folder.Database, _sandbox.Folder.Database, overwrite: true);
        Refused("ledger.replaced");
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused()
    {
        await _sandbox.FillAsync(1);
        using (var connection = new Sqlite.StateDatabase(_sandbox.Folder.Database).Open(isDurable: true))
        {
            Sqlite.StateDatabase.Execute(connection, "PRAGMA user_version = 99");
        }

        Assert.Contains("schema version 99", Refused("store.unusable"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_reads_while_a_writer_writes_and_needs_no_key_to_sign()
    {
        Assert.Null(StateView.Open(_sandbox.Folder));
        await using var store = _sandbox.Open();
        await store.Journal.AppendAsync(Sandbox.Event(7), default);

        using var view = StateView.Open(_sandbox.Folder);
        Assert.Equal(7, Assert.Single(await JournalTests.All(view!.History, "world")).Data["number"]!.GetValue<int>());
        Assert.IsType<Verdict.Intact>(view.Verifier!.Verify());
        Assert.IsType<PlanLookup.Unknown>(await view.Plans.FindAsync("abcd", default));
    }

    public void Dispose() => _sandbox.Dispose();

    private string Refused(string code)
    {
        var why = Assert.IsType<StateStoreOpening.Refused>(_sandbox.TryOpen()).Why[0];
        Assert.Equal(code, why.Code);
        return why.Message;
    }

    private async Task WriteKey(string pem)
    {
        await File.WriteAllTextAsync(PrivateKey, pem);
        File.SetUnixFileMode(PrivateKey, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
