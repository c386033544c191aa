using System.Security.Cryptography;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Folders;
using Chimera.Fleet.Tests.Faults;
using Chimera.Fleet.Tests.Lab;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Folders;

/// <summary>Folders on real hosts, with a disk that is full and a power that fails.</summary>
public sealed class FolderOverSshTests(LabFixture lab)
{
    private const string Releases = "/var/lib/chimera/folders/site/releases";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_site_goes_live_is_changed_and_taken_back_over_one_login()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var folder = At(host, parts);
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        var pages = TestFiles.Pages(300).With("www/füße \\ 'x'", "odd");
        await DeployAsync(folder, "r1", null, one, Site("one", pages));
        var next = Site("two", pages.With("www/0/page0.html", "changed"));

        await DeployAsync(folder, "r2", one, two, next);
        Assert.Equal("two", await LiveAsync(host));
        Assert.Equal("", await host.InsideAsync($"cd {Releases}/{two.Value[7..]} && sha256sum --quiet -c manifest && find . -type f -links 1 ! -name manifest ! -path './bin/*' ! -name page0.html"));
        Done(await folder.RevertAsync(FolderStage.Order("panic-1", one, two), Cancel));

        Assert.Equal("one", await LiveAsync(host));
        Assert.True(System.Net.IPAddress.TryParse(await folder.AddressAsync(Cancel), out _), "the network knows the host by an address, not by its name for ssh");
        Assert.Equal(1, host.Logins());
    }

    [Fact]
    public async Task A_power_cut_on_trial_is_settled_and_the_folder_before_it_is_live()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var folder = At(host, parts);
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        await DeployAsync(folder, "r1", null, one, Site("one"));
        var order = FolderStage.Order("r2", one, two);
        await TryAsync(folder, order, Site("two"));
        Assert.Equal("two", await LiveAsync(host));

        await OffAndOnAsync(host);

        Assert.Equal(TrialPhase.Interrupted, (await SeeAsync(folder)).Trial?.Phase);
        Done(await folder.RevertAsync(order, Cancel));
        Assert.Equal("one", await LiveAsync(host));
        var seen = await SeeAsync(folder);
        Assert.Equal((one, one, null), (seen.Live, seen.Committed, seen.Trial));
    }

    [Fact]
    public async Task A_power_cut_on_the_first_trial_leaves_nothing_live()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var folder = At(host, parts);
        var order = FolderStage.Order("r1", null, FolderStage.Generation(1));
        await TryAsync(folder, order, Site("one"));

        await OffAndOnAsync(host);

        Done(await folder.RevertAsync(order, Cancel));
        Assert.Equal("", await LiveAsync(host));
        var seen = await SeeAsync(folder);
        Assert.Equal((null, null, null), (seen.Live, seen.Committed, seen.Trial));
    }

    [Fact]
    public async Task A_power_cut_while_a_folder_arrives_leaves_none_under_its_name()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var folder = At(host, parts);
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        await DeployAsync(folder, "r1", null, one, Site("one"));
        var files = Site("two", Noise(4 * 1024 * 1024));
        // The host stops in the middle of it, and then is off.
        await host.InsideAsync("mkdir -p /var/stop && printf '#!/bin/sh\\n: >/var/stop/hangs; sleep 1000\\n' >/var/stop/tar && chmod 755 /var/stop/tar && mount --bind /var/stop/tar $(command -v tar)");
        var cut = folder.PrepareAsync(FolderStage.Order("r2", one, two), files.Content, new Told<string>(), Cancel);
        await Inside.UntilAsync(() => File.Exists(Path.Combine(host.Directory, "var/stop/hangs")));

        await OffAndOnAsync(host);

        Assert.IsType<Reply.Unreachable>(await cut);
        Assert.Equal(one.Value[7..], (await host.InsideAsync($"ls {Releases}")).Trim());
        await DeployAsync(folder, "r2", one, two, files);
        Assert.Equal("two", await LiveAsync(host));
        Assert.Equal("", await host.InsideAsync($"ls -A {Releases} | grep '^\\.' || :"));
    }

    [Fact]
    public async Task A_disk_that_is_full_refuses_the_folder_and_keeps_nothing_of_it()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var folder = At(host, parts);
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        await DeployAsync(folder, "r1", null, one, Site("one", TestFiles.Pages(20)));
        FaultyHost small = new(host, "/unused");
        await new SmallDisk("/var/lib/chimera", files: false).PutUnderAsync(small);

        var refused = Assert.IsType<Reply.Refused>(await folder.PrepareAsync(
            FolderStage.Order("r2", one, two), Site("two", Noise(8 * 1024 * 1024)).Content, new Told<string>(), Cancel));

        Assert.True(refused.Why.Code == "folder.no-room", refused.Why.Message);
        Assert.Equal(one.Value[7..], (await host.InsideAsync($"ls -A {Releases}")).Trim());
        await DeployAsync(folder, "r3", one, two, Site("two", TestFiles.Pages(21)));
        Assert.Equal("two", await LiveAsync(host));
    }

    [Fact]
    public async Task A_disk_that_is_full_while_a_folder_is_mended_refuses_and_leaves_every_file_where_it_was()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var folder = At(host, parts);
        var one = FolderStage.Generation(1);
        var files = Site("one", Noise(2 * 1024 * 1024).With("www/page", "page"));
        await DeployAsync(folder, "r1", null, one, files);
        FaultyHost small = new(host, "/unused");
        await new SmallDisk("/var/lib/chimera", files: false).PutUnderAsync(small);
        var release = $"{Releases}/{one.Value[7..]}";
        await host.InsideAsync($"cd {release}/www && chmod 644 noise page && echo a >noise && echo b >page && chmod 444 noise page");
        await host.InsideAsync("dd if=/dev/zero of=/var/lib/chimera/filler bs=4096 2>/dev/null; truncate -s -1M /var/lib/chimera/filler");

        var order = FolderStage.Order("r2", one, one);
        var refused = Assert.IsType<Reply.Refused>(await folder.PrepareAsync(order, files.Content, new Told<string>(), Cancel));

        Assert.True(refused.Why.Code == "folder.no-room", refused.Why.Message);
        Assert.Equal("a\nb", (await host.InsideAsync($"cat {release}/www/noise {release}/www/page")).Trim());
        Assert.True(FolderDamage.Is((await SeeAsync(folder)).Live));
        await host.InsideAsync("rm /var/lib/chimera/filler");
        Done(await folder.PrepareAsync(order, files.Content, new Told<string>(), Cancel));
        Assert.Equal(one, (await SeeAsync(folder)).Live);
    }

    private static HostFolder At(RentedHost host, RealmParts parts) => parts.Realm.Folders.At(HostAccessDocument.Write(host.Spec().Access), "site");

    private static TestFiles Site(string name, TestFiles? files = null) => (files ?? TestFiles.None)
        .With("bin/activate", $"#!/bin/sh\necho '{name}' >/var/live\n", executable: true)
        .With("bin/deactivate", "#!/bin/sh\nrm -f /var/live\n", executable: true);

    private static TestFiles Noise(int bytes) => TestFiles.None.With("www/noise", Convert.ToHexString(RandomNumberGenerator.GetBytes(bytes)));

    private static async Task<string> LiveAsync(RentedHost host) => (await host.InsideAsync("cat /var/live 2>/dev/null || :")).Trim();

    private static async Task<Sighting.Seen> SeeAsync(HostFolder folder) => Assert.IsType<Sighting.Seen>(await folder.ObserveAsync(Cancel));

    private static async Task TryAsync(HostFolder folder, Order order, TestFiles files)
    {
        Done(await folder.PrepareAsync(order, files.Content, new Told<string>(), Cancel));
        Done(await folder.ApplyAsync(order, new Told<string>(), Cancel));
        Assert.IsType<Health.Healthy>(await folder.VerifyAsync(order, Cancel));
    }

    private static async Task DeployAsync(HostFolder folder, string rollout, GenerationId? from, GenerationId to, TestFiles files)
    {
        var order = FolderStage.Order(rollout, from, to);
        await TryAsync(folder, order, files);
        Done(await folder.CommitAsync(order, Cancel));
    }

    private static async Task OffAndOnAsync(RentedHost host)
    {
        LabAssert.Done(await host.Lab.PowerOffAsync(host.Name, CancellationToken.None));
        LabAssert.Done(await host.Lab.PowerOnAsync(host.Name, CancellationToken.None));
    }

    private static void Done(Reply reply) => RealmParts.Done(reply);
}
