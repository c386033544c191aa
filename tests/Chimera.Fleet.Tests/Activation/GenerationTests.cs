using Chimera.Engine.Execution;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>nix-env itself says whether our generations are generations.</summary>
public sealed class GenerationTests
{
    [Fact]
    public async Task Nix_lists_and_rolls_back_what_was_committed()
    {
        await using Stage stage = new("dash setsid", "nix-env");
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);
        await stage.DeployAsync("r2", one, two);
        // The same once more makes no generation.
        await stage.DeployAsync("r3", two, two);

        Assert.Equal(["1", "2 (current)"], await ListAsync(stage));
        await NixEnvAsync(stage, "--rollback");
        Assert.Equal(one, (await stage.SeeAsync()).Committed);
        Assert.Equal(["1 (current)", "2"], await ListAsync(stage));

        // As nix-env --set would: the newest generation is that already.
        await stage.DeployAsync("r4", one, two);
        Assert.Equal(["1", "2 (current)"], await ListAsync(stage));
        await NixEnvAsync(stage, "--delete-generations", "1");
        await stage.DeployAsync("r5", two, one);
        Assert.Equal(["2", "3 (current)"], await ListAsync(stage));
    }

    [Fact]
    public async Task Only_the_last_rollouts_are_kept_and_only_the_last_good_generation_stays_rooted()
    {
        await using Stage stage = new("busybox setsid");
        var current = stage.Toplevel("one");
        await stage.DeployAsync("r0", null, current);
        for (var round = 1; round <= 15; round++)
        {
            var next = stage.Toplevel(new string('v', (round % 5) + 4));
            await stage.DeployAsync($"r{round}", current, next);
            await stage.AssertAtAsync(next);
            current = next;
        }

        var key = stage.Host.Profile[1..].Replace('/', ',');
        Assert.Equal(10, Directory.GetDirectories(stage.Host.In($"var/lib/chimera/{key}/rollouts"), "r*").Length);
        Assert.Equal("r15.old", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(stage.Host.In($"nix/var/nix/gcroots/chimera/{key}")))));
    }

    private static async Task<string[]> ListAsync(Stage stage) =>
        [.. (await NixEnvAsync(stage, "--list-generations")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(words => words[^1] == "(current)" ? $"{words[0]} (current)" : words[0])];

    private static async Task<string> NixEnvAsync(Stage stage, params string[] words)
    {
        var (host, nix) = (stage.Host, stage.Host.In("nix"));
        Dictionary<string, string> environment = new()
        {
            ["NIX_STORE_DIR"] = $"{nix}/store", ["NIX_STATE_DIR"] = $"{nix}/state", ["NIX_LOG_DIR"] = $"{nix}/log",
            ["NIX_CONF_DIR"] = $"{nix}/conf", ["HOME"] = host.Root,
        };
        var result = await Commands.RunAsync(host.In("bin/nix-env"), ["-p", host.Profile, .. words], environment);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }
}
