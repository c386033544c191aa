using System.Text;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Healing;

public sealed class FolderWriterTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("chimera-heal-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_was_healed_is_written_and_keeps_its_permissions()
    {
        var file = Write("words", "bad");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        FolderWriter.Write(_root, Report("words", "good"));

        Assert.Equal("good", File.ReadAllText(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(["words"], Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_that_somebody_changed_meanwhile_is_left_alone()
    {
        var file = Write("words", "bad");
        var report = Report("words", "good");
        File.WriteAllText(file, "mine");

        Assert.Throws<IOException>(() => FolderWriter.Write(_root, report with { Original = WordPlatform.Folder("bad") }));
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public void A_link_stays_a_link()
    {
        var file = Write("target", "bad");
        File.CreateSymbolicLink(Path.Combine(_root, "words"), file);

        FolderWriter.Write(_root, Report("words", "good"));

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
}
