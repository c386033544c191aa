using System.Text;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Tests.Folder;

public sealed class SiteFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("chimera-site-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Files_come_in_order_without_git_modules_and_links()
    {
        Write("b.html", "b");
        Write("a/index.html", "a");
        Write(".git/config", "no");
        Write("node_modules/x.js", "no");
        File.CreateSymbolicLink(Path.Combine(_root, "link"), "/etc/passwd");

        Assert.Equal([new SiteFile("a/index.html", 1), new SiteFile("b.html", 1)], SiteFolder.OnDisk(_root).FilesBelow(""));
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../secret")]
    public void A_path_that_leads_out_is_absent(string path) =>
        Assert.Equal((EntryKind.Absent, null), (SiteFolder.OnDisk(_root).KindOf(path), SiteFolder.OnDisk(_root).Read(path)));

    [Fact]
    public void A_link_is_what_it_leads_to()
    {
        Write("a/index.html", "a");
        File.CreateSymbolicLink(Path.Combine(_root, "folder"), "a");
        File.CreateSymbolicLink(Path.Combine(_root, "file"), "a/index.html");
        File.CreateSymbolicLink(Path.Combine(_root, "nowhere"), "missing");

        var folder = SiteFolder.OnDisk(_root);
        Assert.Equal(
            [EntryKind.Folder, EntryKind.File, EntryKind.File, EntryKind.Absent],
            new[] { "folder", "file", "nowhere", "missing" }.Select(folder.KindOf));
        Assert.Null(folder.Read("nowhere"));
    }

    [Fact]
    public void A_file_larger_than_asked_for_is_not_read()
    {
        Write("a", "1234");

        Assert.Null(SiteFolder.OnDisk(_root).Read("a", 3));
        Assert.Equal("1234", Encoding.UTF8.GetString(SiteFolder.OnDisk(_root).Read("a", 4)!));
    }

    [Fact]
    public void An_edited_folder_differs_in_one_file_and_on_disk_in_none()
    {
        Write("a", "old");
        var folder = SiteFolder.OnDisk(_root).With("a", null).With("new/b", "new"u8.ToArray());

        Assert.Equal(["new/b"], folder.FilesBelow("").Select(file => file.Path));
        Assert.Equal(
            (EntryKind.Absent, EntryKind.Folder, EntryKind.File), (folder.KindOf("a"), folder.KindOf("new"), folder.KindOf("new/b")));
        Assert.Equal("old", File.ReadAllText(Path.Combine(_root, "a")));
    }

    [Fact]
    public void Published_files_are_named_as_their_urls()
    {
        Write("dist/index.html", "x");
        Write("other", "y");

        var published = PublishedFiles.Below(SiteFolder.OnDisk(_root), "dist");

        Assert.Equal(["/index.html"], published.UrlPaths);
        Assert.Equal("x", Encoding.UTF8.GetString(published.Read("/index.html")!));
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
