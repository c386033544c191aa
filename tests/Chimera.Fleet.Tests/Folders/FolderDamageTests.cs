using System.Diagnostics;
using Chimera.Fleet.Tests.Activation;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Folders;

/// <summary>What somebody did by hand on the host to the folder that is live never gets into the next one, and nothing outside is touched.</summary>
public sealed class FolderDamageTests
{
    // Done in the folder of the generation; $1 is the host's root folder.
    private static readonly Dictionary<string, string> Damages = new()
    {
        ["a file with other bytes"] = "chmod 644 www/1/page1.html; echo other >www/1/page1.html; chmod 444 www/1/page1.html",
        ["a file too many"] = "echo more >www/1/more.html; chmod 444 www/1/more.html",
        ["a file too many at the top"] = "echo more >more; chmod 444 more",
        ["a name over two lines"] = "echo more >'more\n0000'; chmod 444 more*",
        ["a file that is gone"] = "rm www/1/page1.html",
        ["a file that nobody may read"] = "chmod 0 www/1/page1.html",
        ["a file with more rights"] = "chmod 6755 www/1/page1.html",
        ["a file that may be run"] = "chmod 555 www/1/page1.html",
        ["an activation that may not be run"] = "chmod 444 bin/stays",
        ["a folder with other rights"] = "chmod 777 www/1",
        ["a link to the same bytes"] = "mv www/1/page1.html \"$1/outside/page1.html\"; ln -s \"$1/outside/page1.html\" www/1/page1.html",
        ["a folder that leads out"] = "mv www/2 www/2.old; ln -s \"$1/outside\" www/2",
        ["a pipe"] = "mkfifo www/pipe",
        ["a manifest with other lines"] = "chmod 644 manifest; sed -i 1d manifest; chmod 444 manifest",
        ["a manifest that fits the damage"] = "chmod 644 manifest www/1/page1.html; echo other >www/1/page1.html; chmod 444 www/1/page1.html;"
            + " find . -type f ! -name manifest -exec sha256sum {} + | LC_ALL=C sort -k 2 >manifest; chmod 444 manifest",
        ["lines that lead out"] = "chmod 644 manifest; echo \"$(head -c 64 manifest)  ./../../../../../../../../outside/page2.html\" >>manifest; chmod 444 manifest",
        ["no manifest"] = "rm manifest",
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (var name in Damages.Keys)
            {
                cases.Add("dash setsid", name);
                cases.Add("busybox setsid", name);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task What_was_changed_on_the_host_does_not_get_into_the_next_generation(string kind, string damage)
    {
        await using FolderStage stage = new(kind);
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        var pages = TestFiles.Pages(60).With("bin/stays", "#!/bin/sh\n", executable: true);
        await stage.DeployAsync("r1", null, one, stage.Site("one", pages));
        // A page of the same name outside, where a link would lead.
        Directory.CreateDirectory(stage.Host.In("outside"));
        await File.WriteAllTextAsync(stage.Host.In("outside/page2.html"), "outside", TestContext.Current.CancellationToken);
        await DamageAsync(stage.PathOf(one), Damages[damage], stage.Host.Root);
        Told<string> told = new();

        var next = stage.Site("two", pages.With("www/2/page2.html", "new").Without("www/2/page52.html"));
        Stage.AssertDone(await stage.PrepareAsync(FolderStage.Order("r2", one, two), next, told));

        await stage.AssertHoldsAsync(two, next);
        Assert.Equal("outside", await File.ReadAllTextAsync(stage.Host.In("outside/page2.html"), TestContext.Current.CancellationToken));
        // A manifest that was changed is asked for; what it then tells is sent in its stead.
        var way = damage.StartsWith("a manifest", StringComparison.Ordinal) ? "folder_manifest" : "folder";
        Assert.Equal(way == "folder", told.Values.Contains("what is live on the host was changed there, or cannot be linked; sending all of it"));
        Assert.Equal(way == "folder", told.Values.Contains("sending 62 of 62 files, 2 KiB"));
        Assert.Contains(way, stage.Channels.Operations);
    }

    private static async Task DamageAsync(string folder, string line, string root)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", line, "damage", root]) { WorkingDirectory = folder })!;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
    }
}
