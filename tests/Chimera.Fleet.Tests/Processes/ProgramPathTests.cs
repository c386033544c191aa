using System.Runtime.Versioning;
using Chimera.Fleet.Processes;

namespace Chimera.Fleet.Tests.Processes;

[UnsupportedOSPlatform("windows")]
public sealed class ProgramPathTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chimera-path-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_first_folder_that_has_it_wins() =>
        Assert.Equal(Make("a/tool"), ProgramPath.Find("tool", $"{_folder}/none:{_folder}/a:{Path.GetDirectoryName(Make("b/tool"))}"));

    [Fact]
    public void A_file_that_may_not_be_run_is_passed_over()
    {
        File.SetUnixFileMode(Make("a/tool"), UnixFileMode.UserRead);
        Assert.Equal(Make("b/tool"), ProgramPath.Find("tool", $"{_folder}/a:{_folder}/b"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a:./b")]
    public void The_working_folder_never_lends_a_program(string path)
    {
        var here = Path.Combine(Directory.GetCurrentDirectory(), "chimera-planted-tool");
        File.WriteAllText(here, "#!/bin/sh\n");
        File.SetUnixFileMode(here, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.Null(ProgramPath.Find("chimera-planted-tool", path));
            Assert.Null(ProgramPath.Find("./chimera-planted-tool", path));
        }
        finally
        {
            File.Delete(here);
        }
    }

    private string Make(string name)
    {
        var file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "#!/bin/sh\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }
}
