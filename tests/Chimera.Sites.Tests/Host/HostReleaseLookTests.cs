using System.Diagnostics;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Balancing;
using Chimera.Sites.Declaration;
using Chimera.Sites.Folder;
using Chimera.Sites.Host;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Tests.Host;

/// <summary>What a release says of what it made live, by its own programs, with web servers that take in whatever they are told.</summary>
public sealed class HostReleaseLookTests : IDisposable
{
    private const string Digits = "1111111111111111111111111111111111111111111111111111111111111111";

    private static readonly SiteSimulator Simulator = new(SiteKnowledge.Platforms, [], TimeSpan.FromMinutes(1), TimeProvider.System);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chimera-look-");

    public static TheoryData<WebServerKind> Servers => [.. Enum.GetValues<WebServerKind>()];

    private string Release => Path.Combine(_folder.FullName, "docs", "releases", Digits);

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task What_a_site_made_live_is_made_until_a_header_of_it_is_edited(WebServerKind server)
    {
        Bring(SiteRelease(server), server);
        await RunAsync("activate");
        var serving = Path.Combine(_folder.FullName, "docs", HostReleases.ServingOf(server));
        Assert.Contains($"{Release}/www", await File.ReadAllTextAsync(serving, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("made\n", await RunAsync("look"));

        await EditAsync(serving, text => text.Replace("DENY", "SAMEORIGIN", StringComparison.Ordinal));
        Assert.Equal("changed\n", await RunAsync("look"));
        await RunAsync("activate");
        Assert.Equal("made\n", await RunAsync("look"));

        // A line's end too many is an edit as well, and so is a file that is gone, or leads elsewhere.
        await EditAsync(serving, text => text + "\n");
        Assert.Equal("changed\n", await RunAsync("look"));
        File.Delete(serving);
        Assert.Equal("changed\n", await RunAsync("look"));
        await RunAsync("activate");
        File.Move(serving, serving + ".moved");
        File.CreateSymbolicLink(serving, serving + ".moved");
        Assert.Equal("changed\n", await RunAsync("look"));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_shift_lies_over_a_balancer_and_never_over_a_site(WebServerKind server)
    {
        var serving = Path.Combine(_folder.FullName, "docs", HostReleases.ServingOf(server));
        Bring(HostReleases.Of(BalancerConfiguration.Of("respond @marker `@digest@` 200\n"), PlaceOf(server)), server);
        await File.WriteAllTextAsync(serving, Shifted("# netlify 100\nrespond @marker `sha256:22` 200\n"), TestContext.Current.CancellationToken);
        Assert.Equal("overlaid netlify 100\n", await RunAsync("look"));
        await EditAsync(serving, text => text + "# more\n");
        Assert.Equal("changed\n", await RunAsync("look"));

        Directory.Delete(Release, recursive: true);
        Bring(SiteRelease(server), server);
        await File.WriteAllTextAsync(serving, Shifted("# netlify 100\nserver {}\n"), TestContext.Current.CancellationToken);
        Assert.Equal("changed\n", await RunAsync("look"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Shifted(string text) =>
        $"# chimera-shift {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))}\n{text}";

    private static HostPlace PlaceOf(WebServerKind server) => new("8080", "", "/etc/web.conf", null) { Server = server };

    private static HostRelease SiteRelease(WebServerKind server)
    {
        var folder = SiteFolder.Of(new Dictionary<string, string> { ["index.html"] = "<p>home", ["_headers"] = "/*\n  X-Frame-Options: DENY\n" });
        var site = Simulator.Foresee(Platform.Host, folder, DeployContext.Production, CancellationToken.None);
        ReleaseFile page = new("/index.html", 7, Digests.Of("<p>home"u8), () => "<p>home"u8.ToArray());
        return HostReleases.Of(new Release(SiteGeneration.Of(site), site, [page]), "docs", PlaceOf(server));
    }

    private static async Task EditAsync(string file, Func<string, string> edit) => await File.WriteAllTextAsync(file, edit(await File.ReadAllTextAsync(file)));

    /// <summary>As a host has it, with programs that agree to everything in the place of the web servers.</summary>
    private void Bring(HostRelease release, WebServerKind server)
    {
        Write("site.conf", release.Configuration);
        Write("bin/activate", release.Activate);
        Write("bin/look", release.Look);
        foreach (var file in release.Files)
        {
            Write($"www{file.Address}", "");
        }

        var serving = Path.Combine(_folder.FullName, "docs", HostReleases.ServingOf(server));
        foreach (var program in (string[])["nginx", "caddy"])
        {
            Write($"../../../bin/{program}", $"#!/bin/sh\ncase $1 in -T) echo '# configuration file {serving}:' ;; adapt) echo '\"{Release}/www\"' ;; esac\n");
        }

        Write("../../../bin/systemctl", "#!/bin/sh\nexit 1\n");
    }

    private void Write(string path, string text)
    {
        var file = new FileInfo(Path.Combine(Release, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
        File.SetUnixFileMode(file.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task<string> RunAsync(string program)
    {
        ProcessStartInfo start = new(Path.Combine(Release, "bin", program)) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PATH"] = $"{_folder.FullName}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await error}{output}");
        return output;
    }
}
