using System.Diagnostics;
using Chimera.Fleet.Lab;

namespace Chimera.Fleet.Tests.Lab;

/// <summary>What a killed command, or somebody else, may have left behind.</summary>
public sealed class LabRepairTests
{
    public LabRepairTests() => TemporaryLab.SkipUnlessPossible();

    [Fact]
    public async Task Up_finishes_what_a_killed_up_began()
    {
        await using var lab = new TemporaryLab();
        await lab.UpAsync(2);
        await lab.Lab.PowerOffAsync("lab1", CancellationToken.None);
        Directory.Delete(Path.Combine(lab.Host("lab1"), "nix"), recursive: true);
        Directory.CreateDirectory(Path.Combine(lab.Host("lab1"), "nix.new", "var"));
        File.Delete(Path.Combine(lab.Host("lab1"), "etc", "lab", "host_key"));
        File.WriteAllText(Path.Combine(lab.Host("lab1"), "host_key"), "half a key");
        File.WriteAllText(Path.Combine(lab.Host("lab1"), "init"), "");
        File.Delete(lab.Lab.SshConfig);

        await lab.UpAsync(2);

        Assert.Equal("lab1", (await lab.RunAsync("lab1", "nix-store --query --requisites /nix/store/none; hostname")).Succeeded());
    }

    [Fact]
    public async Task Down_finishes_without_a_record()
    {
        await using var lab = new TemporaryLab();
        await lab.UpAsync(1);
        var space = HostProcesses.NamespaceOf(lab.Host("lab1"));
        File.WriteAllText(Path.Combine(lab.Directory, "lab.json"), "{");

        LabAssert.Done(await lab.DownAsync());
        Assert.Equal(0, HostProcesses.CountIn(space));
    }

    [Fact]
    public async Task A_process_that_has_got_the_pid_of_a_dead_host_is_left_alone()
    {
        await using var lab = new TemporaryLab();
        await lab.UpAsync(1);
        await lab.Lab.PowerOffAsync("lab1", CancellationToken.None);
        using var stranger = Process.Start("sleep", "1000");
        var noted = Path.Combine(lab.Host("lab1"), "init");
        var old = File.ReadAllText(noted).Split(' ');
        File.WriteAllText(noted, $"{stranger.Id} {old[1]} {old[2]}");

        await lab.DownAsync();

        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Fact]
    public async Task A_folder_that_is_not_a_lab_is_never_touched()
    {
        var folder = Directory.CreateTempSubdirectory("not-a-lab-");
        var file = Path.Combine(folder.FullName, "thesis.txt");
        File.WriteAllText(file, "years of work");
        var lab = new HostLab(folder.FullName);

        Assert.Equal("lab.not-a-lab", Code(await lab.UpAsync(1, new LabOptions(), null, CancellationToken.None)));
        Assert.Equal("lab.not-a-lab", Code(await lab.DownAsync(null, CancellationToken.None)));
        Assert.True(File.Exists(file));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Only_one_command_works_on_a_lab_at_a_time()
    {
        await using var lab = new TemporaryLab();
        await lab.UpAsync(1);
        await using (new FileStream(Path.Combine(lab.Directory, "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal("lab.busy", Code(await lab.DownAsync()));
            Assert.Equal("lab.busy", Code(await lab.Lab.BreakAsync("lab1", "power", CancellationToken.None)));
        }

        Assert.Equal("lab1", (await lab.RunAsync("lab1", "hostname")).Succeeded());
    }

    private static string Code(LabOutcome outcome) => Assert.IsType<LabOutcome.Refused>(outcome).Why[0].Code;
}
