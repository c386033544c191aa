using System.Diagnostics;
using System.Formats.Tar;
using System.Text;
using Chimera.Engine.Execution;
using Chimera.Sites.GithubPages.Deploying.Workflow;
using Chimera.Sites.Tests.Netlify.Deploying;

namespace Chimera.Sites.Tests.GithubPages.Deploying;

/// <summary>The tar that a release goes to GitHub Pages in, and what passes for it.</summary>
public sealed class PagesArtifactTests
{
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    [Fact]
    public async Task Tar_itself_unpacks_it_and_everybody_may_read_what_comes_out()
    {
        var files = TestReleases.Pages(2);
        files[$"{new string('d', 120)}/{new string('n', 90)} é.html"] = "long";
        var folder = Directory.CreateTempSubdirectory("chimera-artifact-");
        try
        {
            var tar = Path.Combine(folder.FullName, "artifact.tar");
            await File.WriteAllBytesAsync(tar, WorkflowBench.TarOf(PagesBench.ReleaseOf(files)));
            var site = folder.CreateSubdirectory("site").FullName;
            using var run = Process.Start("tar", ["-xpf", tar, "-C", site]);
            await run.WaitForExitAsync();

            Assert.Equal(0, run.ExitCode);
            var all = Directory.EnumerateFileSystemEntries(site, "*", SearchOption.AllDirectories).ToList();
            Assert.Equal(files.Keys.Append(".nojekyll").Append(".well-known/chimera-release").Order(), all.Where(File.Exists).Select(path => Path.GetRelativePath(site, path)).Order());
            Assert.All(all, path => Assert.Equal(Everybody, File.GetUnixFileMode(path) & Everybody));
            Assert.Equal("long", await File.ReadAllTextAsync(all.Single(path => path.EndsWith("é.html", StringComparison.Ordinal))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_same_release_is_the_same_tar() =>
        Assert.Equal(WorkflowBench.TarOf(WorkflowBench.ReleaseOf("one")), WorkflowBench.TarOf(WorkflowBench.ReleaseOf("one")));

    [Fact]
    public async Task A_site_that_has_the_marker_itself_is_refused()
    {
        var files = TestReleases.Pages(1);
        files[".well-known/chimera-release"] = "mine";

        var refused = Assert.IsType<Reply.Refused>(await PagesArtifact.WriteAsync(PagesBench.ReleaseOf(files), Stream.Null, CancellationToken.None));

        Assert.Equal("pages.marker-taken", refused.Why.Code);
    }

    [Fact]
    public async Task What_GNU_tar_makes_of_the_same_files_passes()
    {
        using WorkflowBench bench = new();
        var release = WorkflowBench.ReleaseOf("one");

        bench.Artifact = bench.Workflow.Upload(Tar(TarEntryFormat.Pax, Entries(release)));

        Assert.IsType<Reply.Done>(await bench.StageAsync(release));
    }

    [Theory]
    [InlineData("changed", "/page1.html is another")]
    [InlineData("longer", "/page1.html is another")]
    [InlineData("missing", "it lacks /page1.html")]
    [InlineData("more", "it has /more.html, which the release does not")]
    [InlineData("twice", "it has /page1.html, which the release does not, or twice")]
    [InlineData("outside", "it has /../page1.html, which the release does not")]
    [InlineData("link", "/page1.html is no file")]
    [InlineData("hidden", "/page1.html may not be read by everybody")]
    [InlineData("another release", "/.well-known/chimera-release is another")]
    [InlineData("name", "it does not hold artifact.tar alone")]
    public async Task What_is_not_byte_for_byte_the_release_is_refused(string what, string how)
    {
        using WorkflowBench bench = new();
        var release = WorkflowBench.ReleaseOf("one");
        var entries = Entries(release);
        var page = entries.Find(entry => entry.Name == "./page1.html");
        var at = entries.IndexOf(page);
        switch (what)
        {
            case "changed":
                entries[at] = page with { Bytes = Encoding.UTF8.GetBytes("<p>page 1 onE") };
                break;
            case "longer":
                entries[at] = page with { Bytes = [.. page.Bytes, 10] };
                break;
            case "missing":
                entries.RemoveAt(at);
                break;
            case "more":
                entries.Add(("./more.html", [1], Everybody, TarEntryType.RegularFile));
                break;
            case "twice":
                entries.Add(page);
                break;
            case "outside":
                entries[at] = page with { Name = "../page1.html" };
                break;
            case "link":
                entries[at] = page with { Type = TarEntryType.SymbolicLink };
                break;
            case "hidden":
                entries[at] = page with { Mode = UnixFileMode.UserRead };
                break;
            case "another release":
                entries = [.. Entries(WorkflowBench.ReleaseOf("two")).Where(entry => entry.Name.Contains("chimera", StringComparison.Ordinal)),
                    .. entries.Where(entry => !entry.Name.Contains("chimera", StringComparison.Ordinal))];
                break;
        }

        bench.Artifact = bench.Workflow.Upload(Tar(TarEntryFormat.Gnu, entries), what == "name" ? "site.tar" : "artifact.tar");

        var why = PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await bench.StageAsync(release)));
        Assert.Equal("pages.artifact-differs", why.Code);
        Assert.Contains(how, why.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Workflow.Records);
    }

    [Fact]
    public async Task An_artifact_that_is_no_zip_is_not_taken_for_one()
    {
        using WorkflowBench bench = new();
        bench.Artifact = 7;
        bench.Workflow.Artifacts[7] = ("not a zip"u8.ToArray(), false);

        Assert.Equal("pages.unreachable", PagesBench.WhyOf(Assert.IsType<Reply.Unreachable>(await bench.StageAsync(WorkflowBench.ReleaseOf("one")))).Code);
    }

    private static List<(string Name, byte[] Bytes, UnixFileMode Mode, TarEntryType Type)> Entries(Sites.Publishing.Release release)
    {
        using TarReader reader = new(new MemoryStream(WorkflowBench.TarOf(release)));
        List<(string Name, byte[] Bytes, UnixFileMode Mode, TarEntryType Type)> entries = [];
        while (reader.GetNextEntry(copyData: true) is { } entry)
        {
            using MemoryStream data = new();
            entry.DataStream?.CopyTo(data);
            entries.Add((entry.Name, data.ToArray(), entry.Mode, entry.EntryType));
        }

        return entries;
    }

    private static byte[] Tar(TarEntryFormat format, List<(string Name, byte[] Bytes, UnixFileMode Mode, TarEntryType Type)> entries)
    {
        using MemoryStream to = new();
        using (TarWriter writer = new(to, format, leaveOpen: true))
        {
            foreach (var (name, bytes, mode, type) in entries)
            {
                TarEntry entry = format == TarEntryFormat.Pax ? new PaxTarEntry(type, name) : new GnuTarEntry(type, name);
                entry.Mode = mode;
                if (type == TarEntryType.RegularFile)
                {
                    entry.DataStream = new MemoryStream(bytes);
                }
                else if (type == TarEntryType.SymbolicLink)
                {
                    entry.LinkName = "page0.html";
                }

                writer.WriteEntry(entry);
            }
        }

        return to.ToArray();
    }
}
