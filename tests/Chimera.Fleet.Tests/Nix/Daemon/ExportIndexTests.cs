using System.Security.Cryptography;
using Chimera.Fleet.Nix.Daemon;
using Chimera.Fleet.Tests.Declaration;
using Chimera.Fleet.Tests.Lab;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Nix.Daemon;

/// <summary>Where the archives lie in an export, held against what Nix itself knows of them.</summary>
public sealed class ExportIndexTests
{
    [Fact]
    public async Task Each_archive_is_found_with_what_is_told_after_it()
    {
        var export = Bytes.Export;

        var paths = await ReadAsync(export);

        Assert.Equal([Bytes.Lib, Bytes.Top], paths.Select(path => path.Path));
        Assert.Equal([Bytes.Lib, Bytes.Top], paths[1].References);
        Assert.Equal(["", "/nix/store/6cqll09xy9h5l7id784nan79bfbl1j9z-top-1.0.drv"], paths.Select(path => path.Deriver));
        Assert.Equal([Bytes.File, Bytes.Archive], paths.Select(path => export[(int)path.At..(int)(path.At + path.Length)]));
    }

    [Fact]
    public async Task Nix_itself_has_hashed_what_is_found()
    {
        TemporaryLab.SkipUnlessPossible();
        var system = await TestSystem.BuildAsync("few", paths: 5, kib: 40);
        var closure = (await TestCommand.RunAsync("nix-store", ["--query", "--requisites", system])).Succeeded().Split('\n');
        var export = (await TestCommand.RunAsync("nix-store", ["--export", .. closure])).Bytes;

        foreach (var path in await ReadAsync(export))
        {
            var hash = (await TestCommand.RunAsync("nix-store", ["--query", "--hash", path.Path])).Succeeded();
            var hex = (await TestCommand.RunAsync("nix-hash", ["--type", "sha256", "--to-base16", hash["sha256:".Length..]])).Succeeded();
            Assert.Equal(hex, Convert.ToHexStringLower(SHA256.HashData(export.AsSpan((int)path.At, (int)path.Length))));
        }
    }

    [Fact]
    public async Task One_that_is_cut_anywhere_is_not_whole()
    {
        var export = Bytes.Export;
        for (var length = 0; length < export.Length; length += length is > 200 and < 40_000 ? 997 : 1)
            await Assert.ThrowsAsync<EndOfStreamException>(() => ReadAsync(export[..length]));
    }

    [Fact]
    public async Task Nothing_is_made_of_what_is_no_export()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Bytes.Of(2)));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Bytes.Of(1, "nix-archive-2", "(")));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Bytes.Of(1, Bytes.Archive, 0x4558494f)));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Bytes.Of(1, "nix-archive-1", "(", "type", "socket")));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Bytes.Of(1, Bytes.Archive, 0x4558494e, Bytes.Lib, 0, "", 1, "signature")));
    }

    [Fact]
    public async Task What_the_store_does_not_know_so_is_not_sent()
    {
        using TemporaryFolder folder = new();
        using var spool = Bytes.Spool(folder);
        var paths = await spool.Paths;
        var known = Bytes.Known;

        Assert.Throws<InvalidDataException>(() => Addition.Of(spool, paths, known[..1]));
        Assert.Throws<InvalidDataException>(() => Addition.Of(spool, paths, [known[0], known[1] with { NarSize = 1 }]));
        Assert.Throws<InvalidDataException>(() => Addition.Of(spool, paths, [known[0], known[1] with { Path = Bytes.Top + "0" }]));
        Assert.Equal(known.Sum(path => path.NarSize), Addition.Of(spool, paths, known).Length - Told(paths, known));
    }

    private static long Told(IReadOnlyList<ExportedPath> paths, IReadOnlyList<Chimera.Fleet.Nix.StorePathInfo> known) =>
        paths.Zip(known).Sum(both => Bytes.Of(
            both.First.Path, both.First.Deriver, new string('0', 64), both.First.References.Length, Bytes.Of([.. both.First.References]), 0, both.Second.NarSize, 0, 0, "").Length);

    private static async Task<IReadOnlyList<ExportedPath>> ReadAsync(byte[] export) =>
        await ExportIndex.ReadAsync(new MemoryStream(export), TestContext.Current.CancellationToken);
}
