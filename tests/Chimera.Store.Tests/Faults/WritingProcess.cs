using System.Diagnostics;

namespace Chimera.Store.Tests.Faults;

/// <summary>Writes to a ledger in a process of its own, so that the system calls it makes can be seen, and made to fail, for real.</summary>
internal static class WritingProcess
{
    public const string FolderVariable = "CHIMERA_TEST_WRITES_TO";
    public const string TogetherVariable = "CHIMERA_TEST_WRITES_TOGETHER";

    /// <summary>Beside the state folder: a line for each append, as soon as its caller knew.</summary>
    public static string ToldBy(StateFolder folder) => folder.Path + ".told";

    /// <summary>Starts the child below other programs, and waits for its end.</summary>
    /// <param name="under">A program and its arguments that start what follows them; none starts it directly.</param>
    /// <param name="together">How many events come at once, after six that came one by one.</param>
    /// <returns>The lines it told: <c>acknowledged N</c> or <c>unavailable WHY</c>.</returns>
    public static async Task<string[]> RunAsync(StateFolder folder, int together, params IEnumerable<string> under)
    {
        string[] command = [.. under, "dotnet", typeof(WritingProcess).Assembly.Location, "-explicit", "only", "-method", $"*.{nameof(WriterInAnotherProcess.It_appends_and_tells_what_it_knows)}"];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment[FolderVariable] = folder.Path;
        start.Environment[TogetherVariable] = $"{together}";

        // The runtime's own doubly mapped memory is a file, which a limit on files would meet first.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(File.Exists(ToldBy(folder)), $"{await output}\n{await errors}");
        return await File.ReadAllLinesAsync(ToldBy(folder));
    }
}
