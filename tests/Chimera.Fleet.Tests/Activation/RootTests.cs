using System.Diagnostics;
using System.Net.Sockets;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>That no collection takes a generation that is being brought, whenever it comes, and what that costs.</summary>
public sealed class RootTests : IAsyncDisposable
{
    private const string Rooted = "state prepared\n";
    private const string Awaited = "state awaited\n";

    private readonly LocalStore _store = new("flock");

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task What_arrives_is_rooted_before_it_is_there_and_costs_one_start_of_nix()
    {
        var (part, whole, export) = await ElsewhereAsync(_store);
        var old = await DeployedAsync("old", 1);

        Assert.Equal(Awaited, await PrepareAsync(_store, old, whole));
        await _store.NixAsync("--gc");
        await ImportAsync(_store, export, whole);

        Assert.Equal(["--import"], _store.Starts);
        await _store.NixAsync("--gc");
        await _store.AssertWholeAsync(old, part, whole);
    }

    [Fact]
    public async Task What_is_awaited_may_come_through_a_daemon_that_listens_and_through_nothing_else()
    {
        var (_, whole, _) = await ElsewhereAsync(_store);
        var folder = Directory.CreateDirectory(_store.Host.In("nix/var/nix/daemon-socket")).FullName;
        var name = Path.Combine(folder, "socket");
        await File.WriteAllTextAsync(name, "no socket");
        Assert.Equal(Awaited, await PrepareAsync(_store, "-", whole));

        File.Delete(name);
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(name));

        Assert.Equal($"{Awaited}daemon {name}\n", await PrepareAsync(_store, "-", whole));
        Assert.Empty(_store.Starts);
    }

    [Fact]
    public async Task What_is_a_generation_of_the_profile_is_rooted_without_nix()
    {
        var (one, two) = (await DeployedAsync("one", 1), await DeployedAsync("two", 2));

        Assert.Equal(Rooted, await PrepareAsync(_store, two, one));

        Assert.Empty(_store.Starts);
        File.Delete(_store.Host.Profile);
        File.Delete(_store.Host.Profile + "-1-link");
        File.Delete(_store.Host.Profile + "-2-link");
        await _store.NixAsync("--gc");
        await _store.AssertWholeAsync(one, two);
    }

    [Fact]
    public async Task What_is_there_and_no_generation_is_rooted_by_nix()
    {
        var (part, whole) = await _store.AddTwoAsync("stray");

        Assert.Equal(Rooted, await PrepareAsync(_store, "-", whole));

        Assert.Contains("--realise", Assert.Single(_store.Starts), StringComparison.Ordinal);
        await _store.NixAsync("--gc");
        await _store.AssertWholeAsync(part, whole);
    }

    [Fact]
    public async Task What_lies_there_without_being_valid_is_awaited()
    {
        var (part, whole, export) = await ElsewhereAsync(_store);
        await File.WriteAllTextAsync(whole, "half of it");

        Assert.Equal(Awaited, await PrepareAsync(_store, "-", whole));
        await ImportAsync(_store, export, whole);

        await _store.NixAsync("--gc");
        await _store.AssertWholeAsync(part, whole);
    }

    [Fact]
    public async Task A_collection_that_has_looked_for_roots_already_takes_nothing_that_arrives()
    {
        var (part, whole, export) = await ElsewhereAsync(_store);
        Assert.Equal(Awaited, await PrepareAsync(_store, "-", whole));
        var garbage = await _store.AddAsync("garbage");

        await using (await CollectionAsync())
            await ImportAsync(_store, export, whole);

        // Nix roots it a second time, since only Nix can tell this collection.
        Assert.Equal(["--import", $"--option substitute false --realise {whole} --add-root {Root("new")}/link"], _store.Starts);
        Assert.False(File.Exists(garbage));
        await _store.AssertWholeAsync(part, whole);
    }

    [Fact]
    public async Task A_collection_that_has_looked_for_roots_already_is_told_of_an_old_generation_of_the_profile()
    {
        var (one, two) = (await DeployedAsync("one", 1), await DeployedAsync("two", 2));
        await using (await CollectionAsync())
            Assert.Equal(Rooted, await PrepareAsync(_store, two, one));

        Assert.Equal([$"--option substitute false --realise {one} --add-root {Root("new")}/link"], _store.Starts);
        await _store.AssertWholeAsync(one, two);
    }

    [Fact]
    public async Task Where_nobody_can_tell_of_a_collection_nix_roots_what_arrived()
    {
        await using LocalStore plain = new();
        var (part, whole, export) = await ElsewhereAsync(plain);

        Assert.Equal(Awaited, await PrepareAsync(plain, "-", whole));
        await ImportAsync(plain, export, whole);

        Assert.Equal(2, plain.Starts.Length);
        await plain.NixAsync("--gc");
        await plain.AssertWholeAsync(part, whole);
    }

    [Fact]
    public async Task What_an_earlier_version_has_rooted_with_a_link_stays_so()
    {
        var (part, whole, export) = await ElsewhereAsync(_store);
        Directory.CreateDirectory(Path.GetDirectoryName(Root("new"))!);
        File.CreateSymbolicLink(Root("new"), whole);

        Assert.Equal(Awaited, await PrepareAsync(_store, "-", whole));
        await ImportAsync(_store, export, whole);

        Assert.Equal(["--import"], _store.Starts);
        Assert.Equal(whole, new FileInfo(Root("new")).LinkTarget);
        await _store.NixAsync("--gc");
        await _store.AssertWholeAsync(part, whole);
    }

    [Fact]
    public async Task A_root_in_the_store_costs_no_program()
    {
        var (_, whole, _) = await ElsewhereAsync(_store);
        var old = await DeployedAsync("old", 1);
        File.Delete(_store.Host.In("bin/ln"));

        Assert.Equal(Awaited, await PrepareAsync(_store, old, whole));

        Assert.Equal(Path.GetFileName(old), Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(Root("old")))));
        Assert.Equal(Path.GetFileName(whole), Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(Root("new")))));
    }

    [Fact]
    public async Task A_root_that_leads_elsewhere_is_replaced_and_nothing_is_put_where_it_leads()
    {
        var (_, whole, _) = await ElsewhereAsync(_store);
        var folder = Directory.CreateDirectory(_store.Host.In("elsewhere")).FullName;
        Directory.CreateDirectory(Path.GetDirectoryName(Root("new"))!);
        File.CreateSymbolicLink(Root("new"), folder);

        Assert.Equal(Awaited, await PrepareAsync(_store, "-", whole));

        Assert.Equal(whole, new FileInfo(Root("new")).LinkTarget);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task An_old_generation_that_was_collected_is_refused()
    {
        var (_, whole) = await _store.AddTwoAsync("new");
        var gone = await _store.AddAsync("gone");
        await _store.NixAsync("--delete", gone);

        Assert.Equal($"state refused\nwhy missing\ndetail {gone}\n", await PrepareAsync(_store, gone, whole));
    }

    private string Root(string which) =>
        _store.Host.In($"nix/var/nix/gcroots/chimera/{_store.Host.Profile[1..].Replace('/', ',')}/r1.{which}");

    private static Task<string> PrepareAsync(LocalStore store, string old, string whole) =>
        store.DoneAsync("prepare", "", store.Host.Profile, "r1", old, whole);

    private static Task<string> ImportAsync(LocalStore store, byte[] export, string whole) =>
        store.DoneAsync("import", export, "plain", store.Host.Profile, "r1", whole);

    /// <summary>A path and one that refers to it, which the store has no more.</summary>
    private static async Task<(string Part, string Whole, byte[] Export)> ElsewhereAsync(LocalStore store)
    {
        var (part, whole) = await store.AddTwoAsync("whole");
        var export = await store.ExportAsync(part, whole);
        await store.NixAsync("--delete", part, whole);
        return (part, whole, export);
    }

    /// <summary>A path that is a generation of the profile, the newest so far.</summary>
    private async Task<string> DeployedAsync(string text, int number)
    {
        var path = await _store.AddAsync(text);
        var link = $"{_store.Host.Profile}-{number}-link";
        File.CreateSymbolicLink(link, path);
        File.Delete(_store.Host.Profile);
        File.CreateSymbolicLink(_store.Host.Profile, Path.GetFileName(link));
        return path;
    }

    /// <summary>A collection that knows its roots and has deleted nothing yet; disposing lets it go on to its end.</summary>
    private async Task<Collection> CollectionAsync()
    {
        var gate = _store.Host.In("gate");
        Assert.Equal(0, (await Commands.RunAsync("mkfifo", [gate], new Dictionary<string, string>())).ExitCode);
        var process = _store.Start(["--gc"], gate);
        // Opens when the collection opens the other end.
        return new Collection(process, await Task.Run(() => new FileStream(gate, FileMode.Open, FileAccess.Write)));
    }

    private sealed class Collection(Process process, FileStream gate) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await gate.DisposeAsync();
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            process.Dispose();
        }
    }
}
