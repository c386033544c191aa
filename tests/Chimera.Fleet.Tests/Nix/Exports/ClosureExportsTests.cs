using System.IO.Compression;
using Chimera.Fleet.Nix;
using Chimera.Fleet.Nix.Exports;
using static Chimera.Fleet.Tests.Nix.RealNix;

namespace Chimera.Fleet.Tests.Nix.Exports;

public sealed class ClosureExportsTests : IAsyncDisposable
{
    private readonly RealNix _nix = new();

    private string Folder => Path.Combine(_nix.Folder, "spool");

    public ValueTask DisposeAsync() => _nix.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_exported_can_be_imported_where_it_is_missing(bool gzip)
    {
        var closure = await BuildClosureAsync();
        // The root first: the export has to put its references before it all the same.
        string[] paths = [closure.Root, .. closure.Paths.Select(info => info.Path).Where(path => path != closure.Root)];
        await using var exports = new ClosureExports(_nix.Cli, Folder);
        var spool = Ready(await exports.GetAsync(paths, gzip, Cancel));
        Assert.Equal(0, (await RunAsync("nix-store", ["--delete", .. paths])).Code);

        await using var stream = spool.Open();
        await using var plain = gzip ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        Assert.Equal(0, (await RunAsync("nix-store", ["--import"], plain)).Code);
        var back = await _nix.ClosureAsync(closure.Root);
        Assert.Equal(closure.Paths.Select(info => info.NarHash), back.Paths.Select(info => info.NarHash));
    }

    [Fact]
    public async Task The_same_set_is_exported_once_whatever_its_order_and_each_reader_has_the_whole()
    {
        string[] paths = [.. (await BuildClosureAsync()).Paths.Select(info => info.Path)];
        await using var exports = new ClosureExports(_nix.Cli, Folder);
        var spools = await Task.WhenAll(exports.GetAsync(paths, false, Cancel), exports.GetAsync([.. paths.Reverse()], false, Cancel));
        Assert.Same(Ready(spools[0]), Ready(spools[1]));
        Assert.NotSame(Ready(spools[0]), Ready(await exports.GetAsync([paths[0]], false, Cancel)));

        var spool = Ready(spools[0]);
        await using var one = spool.Open();
        await using var other = spool.Open();
        var (first, second) = (new MemoryStream(), new MemoryStream());
        one.ReadExactly(new byte[10]);
        await other.CopyToAsync(second, Cancel);
        one.Position = 0;
        await one.CopyToAsync(first, Cancel);
        Assert.Equal(spool.Length, first.Length);
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Fact]
    public async Task No_file_has_a_name_that_could_be_left_behind()
    {
        var closure = await BuildClosureAsync();
        await using var exports = new ClosureExports(_nix.Cli, Folder);
        Ready(await exports.GetAsync([closure.Root], false, Cancel));
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task A_path_that_is_not_there_fails_and_may_be_tried_again()
    {
        var closure = await BuildClosureAsync();
        await RunAsync("nix-store", ["--delete", closure.Root]);
        await using var exports = new ClosureExports(_nix.Cli, Folder);
        var why = Assert.IsType<ExportAnswer.Failed>(await exports.GetAsync([closure.Root], false, Cancel)).Why;
        Assert.Equal("nix.export-failed", why.Code);
        Assert.Contains("is not valid", why.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_said()
    {
        var closure = await BuildClosureAsync();
        await using var exports = new ClosureExports(_nix.Cli, "/proc/chimera");
        var why = Assert.IsType<ExportAnswer.Failed>(await exports.GetAsync([closure.Root], false, Cancel)).Why;
        Assert.Equal("nix.export-not-written", why.Code);
    }

    [Fact]
    public async Task After_disposal_nothing_can_be_read()
    {
        var closure = await BuildClosureAsync();
        var exports = new ClosureExports(_nix.Cli, Folder);
        var reader = Ready(await exports.GetAsync([closure.Root], false, Cancel)).Open();
        await exports.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => { _ = reader.Read(new byte[1]); });
    }

    private static ExportSpool Ready(ExportAnswer answer) => Assert.IsType<ExportAnswer.Ready>(answer).Spool;

    private async Task<Closure> BuildClosureAsync()
    {
        var lib = _nix.Package("lib", "lib");
        return await _nix.ClosureAsync(await _nix.BuildAsync($"let lib = {lib}; in {_nix.Package("top", "${lib}")}"));
    }
}
