namespace Chimera.Fleet.Tests.Lab;

public sealed class ExampleActivationTests(LabFixture lab)
{
    private const string Page = "/run/current-system/sw/bin/wget -q -O - http://self.lab:18080/";

    [Fact]
    public async Task Activation_puts_files_services_and_the_current_system_in_place()
    {
        await using var host = await lab.RentAsync();
        var system = await ActivateAsync(host, "web.v1");

        Assert.Equal(system, (await host.RunAsync("readlink /run/current-system")).Succeeded());
        Assert.Equal("This host runs web, version 1.", (await host.RunAsync("cat /etc/motd")).Succeeded());
        Assert.Equal("Hello from version 1", (await host.RunAsync(Page)).Succeeded());
    }

    [Fact]
    public async Task Activating_what_runs_already_changes_nothing()
    {
        await using var host = await lab.RentAsync();
        await ActivateAsync(host, "web.v1");
        const string Look = "ls -l --time-style=full-iso /etc/motd /etc/static /run/current-system /run/services; cat /run/services/web.pid";
        var before = (await host.RunAsync(Look)).Succeeded();
        await ActivateAsync(host, "web.v1");

        Assert.Equal(before, (await host.RunAsync(Look)).Succeeded());
    }

    [Fact]
    public async Task Another_version_replaces_the_service_and_its_files_and_goes_again_without_a_trace()
    {
        await using var host = await lab.RentAsync();
        await ActivateAsync(host, "web.v1");
        await ActivateAsync(host, "web.v2");
        Assert.Equal("Hello from version 2", (await host.RunAsync(Page)).Succeeded());
        Assert.Equal("greeting = new", (await host.RunAsync("cat /etc/chimera-example/features.conf")).Succeeded());

        await ActivateAsync(host, "web.v1");
        Assert.Equal("Hello from version 1", (await host.RunAsync(Page)).Succeeded());
        Assert.NotEqual(0, (await host.RunAsync("ls -d /etc/chimera-example/features.conf")).ExitCode);
    }

    [Fact]
    public async Task Another_system_stops_the_services_of_the_one_before()
    {
        await using var host = await lab.RentAsync();
        await ActivateAsync(host, "web.v1");
        await ActivateAsync(host, "db.v1");

        (await host.RunAsync("/run/current-system/sw/bin/ping-db")).Succeeded();
        Assert.Equal("db.pid", (await host.RunAsync("cd /run/services && ls *.pid")).Succeeded());
        Assert.NotEqual(0, (await host.RunAsync("ls -d /etc/chimera-example/web.conf")).ExitCode);
    }

    [Fact]
    public async Task Version_3_starts_and_is_not_healthy()
    {
        await using var host = await lab.RentAsync();
        await ActivateAsync(host, "web.v3");
        using var client = new HttpClient();
        using var reply = await client.GetAsync(new Uri($"http://{host.Address}:18080/"), TestContext.Current.CancellationToken);

        Assert.Equal(500, (int)reply.StatusCode);
    }

    [Fact]
    public async Task A_service_that_cannot_start_fails_the_activation()
    {
        await using var host = await lab.RentAsync();
        var tools = (await host.RunAsync($"readlink {await ActivateAsync(host, "web.v3")}/sw")).Succeeded() + "/bin";
        await ActivateAsync(host, "db.v1");
        (await host.RunAsync($"setsid -f {tools}/httpd -f -p {host.Address}:18080 -h /tmp </dev/null >/dev/null 2>&1; "
            + $"until {tools}/nc -w 1 {host.Address} 18080 </dev/null >/dev/null 2>&1; do sleep 0.05; done")).Succeeded();
        var system = await ExampleSystems.BuildAsync("web.v1");
        await host.ImportAsync(system);
        var reply = await host.RunAsync($"{system}/bin/switch-to-configuration test");

        Assert.Equal(1, reply.ExitCode);
        Assert.Contains("the service web did not start", reply.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_power_cut_a_host_comes_up_with_what_its_profile_names()
    {
        await using var host = await lab.RentAsync();
        var system = await ActivateAsync(host, "web.v1");
        (await host.RunAsync($"nix-env --profile /nix/var/nix/profiles/system --set {system}")).Succeeded();
        await ActivateAsync(host, "web.v2");
        await host.BreakAsync("boot");

        Assert.Equal("Hello from version 1", (await host.RunAsync(Page)).Succeeded());
        Assert.Equal(system, (await host.RunAsync("readlink /run/booted-system")).Succeeded());
        Assert.Equal(system, (await host.RunAsync("readlink /run/current-system")).Succeeded());
    }

    private static async Task<string> ActivateAsync(RentedHost host, string attribute)
    {
        var system = await ExampleSystems.BuildAsync(attribute);
        await host.ImportAsync(system);
        (await host.RunAsync($"{system}/bin/switch-to-configuration test")).Succeeded();
        return system;
    }
}
