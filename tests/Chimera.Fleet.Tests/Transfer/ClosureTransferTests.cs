using Chimera.Engine.Execution;
using Chimera.Fleet.Tests.Lab;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Transfer;

/// <summary>Closures that arrive, on real hosts.</summary>
public sealed class ClosureTransferTests(LabFixture lab)
{
    [Fact]
    public async Task Every_path_arrives_in_three_calls_whether_there_are_6_or_301()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var few = await TestSystem.BuildAsync("few", paths: 5);
        var many = await TestSystem.BuildAsync("many", paths: 300);

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), few));
        var operations = parts.Channels.Operations;
        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), many));

        Assert.Equal(["missing", "space", "import"], operations);
        Assert.Equal([.. operations, .. operations], parts.Channels.Operations);
        Assert.Equal([6, 301], parts.Nix.Exports.Select(paths => paths.Length));
        Assert.Equal("301", (await host.RunAsync($"nix-store --query --requisites {many} | wc -l")).Succeeded());
        (await host.RunAsync($"nix-store --verify --check-contents && nix-store --check-validity $(nix-store --query --requisites {few} {many})")).Succeeded();
    }

    [Fact]
    public async Task Only_what_the_host_lacks_travels_and_nothing_when_it_lacks_nothing()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var first = await TestSystem.BuildAsync("shared", paths: 20, kib: 16);
        var second = await TestSystem.BuildAsync("shared", activation: "echo second", paths: 20, kib: 16);
        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), first));

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), second));
        Assert.Equal([second], parts.Nix.Exports[1]);
        var sent = parts.Channels.Calls.Where(call => call.Operation == "import").Select(call => call.Bytes).ToList();
        Assert.True(sent[1] < 16 * 1024, $"{sent[1]} bytes were sent for one small path");

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), second));
        Assert.Equal(2, parts.Nix.Exports.Count);
        Assert.Equal("missing", parts.Channels.Operations[^1]);
    }

    [Fact]
    public async Task Hosts_that_lack_the_same_share_one_export()
    {
        var hosts = await lab.RentAsync(2);
        await using var one = hosts[0];
        await using var two = hosts[1];
        await using var parts = new TransferParts();
        var system = await TestSystem.BuildAsync("few", paths: 5);

        var replies = await Task.WhenAll(hosts.Select(host => parts.BringAsync(host.Spec(), system)));

        Assert.All(replies, reply => Assert.IsType<Reply.Done>(reply));
        Assert.Single(parts.Nix.Exports);
        foreach (var host in hosts)
            (await host.RunAsync($"nix-store --verify-path {system}")).Succeeded();
    }

    [Fact]
    public async Task Compressed_a_closure_takes_less_and_arrives_as_well()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts(gzip: true);
        var system = await TestSystem.BuildAsync("wide", paths: 4, kib: 256);

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), system));

        var sent = parts.Channels.Calls.Single(call => call.Operation == "import").Bytes;
        Assert.True(sent < 256 * 1024, $"{sent} bytes were sent for 1 MiB of repetition");
        (await host.RunAsync($"nix-store --verify-path $(nix-store --query --requisites {system})")).Succeeded();
    }

    [Fact]
    public async Task What_the_host_can_fetch_itself_is_not_sent()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var system = await TestSystem.BuildAsync("few", paths: 5);
        var cache = Path.Combine(host.Directory, "var", "cache");
        (await TestCommand.RunAsync("nix", ["copy", "--to", $"file://{cache}", system])).Succeeded();
        (await host.RunAsync("printf '%s\\n' 'substituters = file:///var/cache' 'require-sigs = false' >>/etc/nix/nix.conf")).Succeeded();

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec() with { Substitute = true }, system));

        Assert.Equal(["substitute", "missing"], parts.Channels.Operations);
        (await host.RunAsync($"nix-store --verify-path $(nix-store --query --requisites {system})")).Succeeded();
    }

    [Fact]
    public async Task What_the_host_cannot_fetch_is_sent_and_the_rest_is_not()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var cached = await TestSystem.BuildAsync("shared", paths: 20, kib: 16);
        var wanted = await TestSystem.BuildAsync("shared", activation: "echo wanted", paths: 20, kib: 16);
        (await TestCommand.RunAsync("nix", ["copy", "--to", $"file://{Path.Combine(host.Directory, "var", "cache")}", cached])).Succeeded();
        (await host.RunAsync("printf '%s\\n' 'substituters = file:///var/cache' 'require-sigs = false' >>/etc/nix/nix.conf")).Succeeded();

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec() with { Substitute = true }, wanted));

        Assert.Equal([wanted], Assert.Single(parts.Nix.Exports));
        (await host.RunAsync($"nix-store --verify-path $(nix-store --query --requisites {wanted})")).Succeeded();
    }
}
