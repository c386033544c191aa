using System.Diagnostics;
using Chimera.Store.Ledger;
using Chimera.Store.Proofs;

namespace Chimera.Store.Tests;

/// <summary>The commands of <c>docs/ledger.md</c>, taken from the page and run.</summary>
public sealed class DocumentedToolsTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public DocumentedToolsTests()
    {
        foreach (var tool in new[] { "bash", "openssl", "python3", "jq" })
        {
            Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, tool))), $"{tool} is missing");
        }
    }

    [Fact]
    public async Task The_documented_commands_verify_a_ledger_and_catch_a_changed_entry()
    {
        await using (var store = _sandbox.Open())
        {
            await store.Journal.AppendAsync(new("s", "t", new() { ["large"] = new string('x', 70_000) }), default);
        }

        await _sandbox.FillTogetherAsync(300);

        var good = await RunAsync("## Verifying with standard tools", "## Proof files");
        Assert.Contains("Verified OK", good, StringComparison.Ordinal);
        Assert.Contains("intact", good, StringComparison.Ordinal);
        Assert.Contains("300\t", good, StringComparison.Ordinal);
        Assert.DoesNotContain("FAILED", good, StringComparison.Ordinal);

        _sandbox.Change(LedgerPaths.Bundle(0), bytes =>
        {
            bytes[^5] ^= 1;
            return bytes;
        });
        Assert.Contains("NOT what was signed for", await RunAsync("## Verifying with standard tools", "## Proof files"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_documented_commands_check_a_proof_file()
    {
        await _sandbox.FillTogetherAsync(11);
        var proof = Assert.IsType<Proving.Proved>(_sandbox.Prover.ProveEntry(7)).Text;
        await File.WriteAllTextAsync(_sandbox.At("7.tlog-proof"), proof);
        File.Copy(Path.Combine(_sandbox.Folder.Keys, "ledger.pub.pem"), _sandbox.At("ledger.pub.pem"));
        var good = await RunAsync("## Proof files", null);
        Assert.Contains("\"index\":7", good, StringComparison.Ordinal);
        Assert.Contains("Verified OK", good, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_sandbox.At("7.tlog-proof"), proof.Replace("index 7", "index 6", StringComparison.Ordinal));
        Assert.Contains("NOT in the signed tree", await RunAsync("## Proof files", null), StringComparison.Ordinal);
    }

    public void Dispose() => _sandbox.Dispose();

    private async Task<string> RunAsync(string from, string? to)
    {
        var section = (await File.ReadAllTextAsync(Page(AppContext.BaseDirectory))).Split(from, 2)[1];
        section = to is null ? section : section.Split(to, 2)[0];
        var script = string.Join('\n', section.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line[4..]));
        var start = new ProcessStartInfo("bash")
        {
            ArgumentList = { "-c", script }, WorkingDirectory = _sandbox.Folder.Ledger, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return await output + await errors;
    }

    private static string Page(string folder) =>
        File.Exists(Path.Combine(folder, "docs/ledger.md")) ? Path.Combine(folder, "docs/ledger.md") : Page(Path.GetDirectoryName(folder)!);
}
