using System.Text;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Microsoft.Win32.SafeHandles;

namespace Chimera.Sites.Tests.Healing;

public sealed class FolderWriterTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("chimera-heal-").FullName;

    private readonly RecordedSync _disk = new();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_was_healed_is_written_and_keeps_its_permissions()
    {
        var file = Write("words", "bad");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        new FolderWriter(_disk).Write(_root, Report("words", "good"));

        Assert.Equal("good", File.ReadAllText(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(["words"], Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_is_whole_on_the_disk_before_it_has_its_name_and_its_name_before_anybody_says_so()
    {
        var file = Write("words", "bad");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _disk.Noting = () => File.ReadAllText(file);

        new FolderWriter(_disk).Write(_root, Report("words", "good"));

        Assert.Equal(["file of 4, 600: bad", $"folder {_root}: good"], _disk.Synced);
    }

    [Fact]
    public void New_folders_and_names_that_are_gone_are_on_the_disk_too()
    {
        var file = Write("words", "bad");
        var made = Path.Combine(_root, "a", "b", "new");

        new FolderWriter(_disk).Write(_root, Report("a/b/new", "good"));
        var folder = SiteFolder.OnDisk(_root);
        new FolderWriter(_disk).Write(_root, Report("words", "bad") with { Healed = folder.With("words", null) });

        Assert.Equal("good", File.ReadAllText(made));
        Assert.False(File.Exists(file));
        Assert.Equal(
            [$"folder {_root}", $"folder {_root}/a", $"folder {_root}/a/b", $"folder {_root}"],
            _disk.Synced.Where(synced => synced.StartsWith("folder", StringComparison.Ordinal)).Select(synced => synced.TrimEnd(' ', ':')));
    }

    [Fact]
    public void Where_the_disk_says_no_the_old_file_stays_and_nothing_is_left_behind()
    {
        var file = Write("words", "bad");
        _disk.Noting = () => throw new IOException("the disk says no");

        Assert.Throws<IOException>(() => new FolderWriter(_disk).Write(_root, Report("words", "good")));

        Assert.Equal("bad", File.ReadAllText(file));
        Assert.Equal(["words"], Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_that_somebody_changed_meanwhile_is_left_alone()
    {
        var file = Write("words", "bad");
        var report = Report("words", "good");
        File.WriteAllText(file, "mine");

        Assert.Throws<IOException>(() => new FolderWriter(_disk).Write(_root, report with { Original = WordPlatform.Folder("bad") }));
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public void A_link_stays_a_link()
    {
        var file = Write("target", "bad");
        File.CreateSymbolicLink(Path.Combine(_root, "words"), file);

        new FolderWriter(_disk).Write(_root, Report("words", "good"));

        Assert.Equal("good", File.ReadAllText(file));
        Assert.NotNull(new FileInfo(Path.Combine(_root, "words")).LinkTarget);
    }

    private HealReport Report(string file, string content)
    {
        var folder = SiteFolder.OnDisk(_root);
        var nothing = new Foresight(Platform.Netlify, [], PublishedFiles.None, [], [], [], null);
        return new HealReport(folder, folder.With(file, Encoding.UTF8.GetBytes(content)), nothing, nothing, [], [], [file]);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_root, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Notes what is synced, and what is true then.</summary>
    private sealed class RecordedSync : IDiskSync
    {
        public List<string> Synced { get; } = [];

        public Func<string> Noting { get; set; } = () => "";

        public void SyncFile(SafeFileHandle file) =>
            Synced.Add($"file of {RandomAccess.GetLength(file)}, {Convert.ToString((int)File.GetUnixFileMode(file), 8)}: {Noting()}");

        public void SyncFolder(string path) => Synced.Add($"folder {path}: {Noting()}");
    }
}
