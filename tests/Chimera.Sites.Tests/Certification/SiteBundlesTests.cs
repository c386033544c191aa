using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Certification;

/// <summary>When a folder is read anew, and when it is not.</summary>
public sealed class SiteBundlesTests : IDisposable
{
    private static readonly DateTime LongAgo = new(2020, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);

    private readonly string _folder = Directory.CreateTempSubdirectory("chimera-bundles-").FullName;
    private readonly SiteBundles _bundles = new(new SiteSimulator(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System), TimeProvider.System);

    public SiteBundlesTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "docs"));
        Write("index.html", "<p>one");
        Write("docs/index.html", "<p>two");
        Settle();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_that_nobody_changed_is_read_once()
    {
        var first = Read();

        Assert.Same(first, Read());
        Assert.Same(first, Read(Path.Combine(_folder, "docs", "..")));
        Assert.NotSame(first, _bundles.Read(Platform.Host, _folder, DeployContext.Production, CancellationToken.None));
    }

    [Theory]
    [InlineData("a file of another content")]
    [InlineData("a file of another time alone")]
    [InlineData("another file")]
    [InlineData("a file less")]
    [InlineData("a file of another name")]
    public void Whatever_changes_in_the_folder_it_is_read_again(string change)
    {
        var first = Read();
        switch (change)
        {
            case "a file of another content":
                Write("docs/index.html", "<p>TWO");
                break;
            case "a file of another time alone":
                File.SetLastWriteTimeUtc(Path.Combine(_folder, "docs/index.html"), LongAgo.AddTicks(1));
                break;
            case "another file":
                Write("docs/more.html", "<p>three");
                Settle();
                break;
            case "a file less":
                File.Delete(Path.Combine(_folder, "docs/index.html"));
                Settle();
                break;
            default:
                File.Move(Path.Combine(_folder, "docs/index.html"), Path.Combine(_folder, "docs/other.html"));
                Settle();
                break;
        }

        var second = Read();

        Assert.NotSame(first, second);
        Assert.Equal(change == "a file of another time alone", first.Bundle!.Generation == second.Bundle!.Generation);
    }

    [Fact]
    public void A_folder_that_may_change_without_another_time_is_read_every_time()
    {
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "index.html"), DateTime.UtcNow.AddHours(1));

        Assert.NotSame(Read(), Read());
    }

    [Fact]
    public void What_a_link_leads_to_counts_too()
    {
        var elsewhere = Directory.CreateTempSubdirectory("chimera-bundles-").FullName;
        try
        {
            var target = Path.Combine(elsewhere, "_headers");
            File.WriteAllText(target, "/*\n  X-One: 1\n");
            File.SetLastWriteTimeUtc(target, LongAgo);
            File.CreateSymbolicLink(Path.Combine(_folder, "_headers"), target);
            Settle();
            var first = Read();
            Assert.Same(first, Read());

            File.WriteAllText(target, "/*\n  X-One: 2\n");

            Assert.NotSame(first, Read());
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Fact]
    public void A_site_that_the_platform_refuses_has_findings_and_no_bundle()
    {
        Write("netlify.toml", "[build\n");

        var read = Read();

        Assert.Null(read.Bundle);
        Assert.True(read.Foresight.Broken);
        Assert.NotEmpty(read.Foresight.Findings);
    }

    [Fact]
    public void Netlify_s_digest_is_taken_of_the_certified_bytes_and_for_Netlify_alone()
    {
        Assert.Equal("64a99fd09ec267d437e345d726f42a35fda684ab", Read().Bundle!.Sha1s["/index.html"]);
        Assert.Equal(["/docs/index.html", "/index.html"], Read().Bundle!.Sha1s.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(_bundles.Read(Platform.Host, _folder, DeployContext.Production, CancellationToken.None).Bundle!.Sha1s);
    }

    [Fact]
    public void The_generation_is_that_of_the_files_as_they_are() =>
        Assert.Equal(SiteGeneration.Of(Read().Foresight), Read().Bundle!.Generation);

    private SiteReading Read(string? folder = null) => _bundles.Read(Platform.Netlify, folder ?? _folder, DeployContext.Production, CancellationToken.None);

    private void Write(string path, string content) => File.WriteAllText(Path.Combine(_folder, path), content);

    private void Settle()
    {
        foreach (var entry in new DirectoryInfo(_folder).GetFileSystemInfos("*", SearchOption.AllDirectories).Where(entry => entry.LinkTarget is null))
        {
            entry.LastWriteTimeUtc = LongAgo;
        }

        Directory.SetLastWriteTimeUtc(_folder, LongAgo);
    }
}
