using System.Text;
using Chimera.Engine.Execution;
using Chimera.Fleet.Folders;
using Chimera.Fleet.Hosts;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Fleet.Tests.Folders;

/// <summary>What a host says of a folder, which need not be a host of ours.</summary>
public sealed class FolderFuzzTests
{
    private static readonly string Sha = new('a', 64);

    private static readonly FolderManifest To = FolderManifest.Of(TestFiles.Pages(3).Content);

    [Fact]
    public void A_manifest_is_read_back_as_it_was_or_not_at_all_and_names_nothing_outside() => Fuzzer.Run(
        FuzzTarget.Text("manifests", [Encoding.UTF8.GetString(To.Bytes), $"{Sha}  ./a\n{Sha} *./b/c\n"], text =>
        {
            if (FolderManifest.Read(text) is not { } manifest)
                return null;
            if (Encoding.UTF8.GetString(manifest.Bytes) != text)
                return "another manifest";
            var change = FolderChange.Between(manifest, To);
            var names = Encoding.UTF8.GetString(change?.Out ?? []).Split('\0')[..^1];
            return names.Any(name => !name.StartsWith("./", StringComparison.Ordinal) || name[2..].Split('/').Any(part => part is "" or "." or ".."))
                ? "a name that leads out"
                : null;
        }).With(Sha, "  ./", " *./", "../", "/", "./", "\n", "\0", "manifest", "www/0/page0.html", ".."),
        6000);

    [Fact]
    public void What_a_changed_folder_holds_is_mended_by_names_inside_it_and_never_by_taking_out_what_belongs_there() => Fuzzer.Run(
        FuzzTarget.Text("states", [$"state damaged\n{Encoding.UTF8.GetString(To.Bytes)}./more\n./www/0\n", $"state damaged\n{Sha}  ./a\n{Sha} *./manifest\n.\n", "state whole\n"], text =>
        {
            var state = FolderState.Of(new HostReply.Finished(0, text, text));
            if (state is FolderState.Whole)
                return text == "state whole\n" ? null : "whole without a word of it";
            if (state is not FolderState.Damaged { Holds: { } holds })
                return null;
            var change = holds.MendTo(To);
            var names = Encoding.UTF8.GetString(change.Out).Split('\0')[..^1];
            return names.Any(name => !name.StartsWith("./", StringComparison.Ordinal) || name[2..].Split('/').Any(part => part is "" or "." or "..")) ? "a name that leads out"
                : To.Lines.Any(line => names.Any(name => $"./{line.Path}/".StartsWith(name + "/", StringComparison.Ordinal))) ? "a name of what belongs there"
                : holds.Differing(To).Length == 0 ? "no word of what differs"
                : null;
        }).With(Sha, "state damaged\n", "state whole\n", "  ./", " *./", "../", "/", "./", "\n", "\0", "manifest", "www/0/page0.html", "www/0", "www", ".."),
        6000);

    [Fact]
    public void What_becomes_of_a_folder_is_one_of_the_ways_it_can_end() => Fuzzer.Run(
        FuzzTarget.Text("arrivals", ["state whole\n", "state refused\nwhy no-tool\ndetail tar\n", "state refused\nwhy differs\ndetail -\n", "state refused\nwhy other-base\ndetail -\n"], text =>
            (FolderArrival.Of(new HostReply.Finished(0, text, text), fresh: true), FolderArrival.Of(new HostReply.Finished(1, text, text), fresh: false)) switch
            {
                (FolderArrival.Whole, _) when text != "state whole\n" && !text.Contains("state whole\n", StringComparison.Ordinal) => "whole without a word of it",
                (FolderArrival.Failed { Why: Reply.Done }, _) => "a failure that is none",
                (FolderArrival.Damaged or FolderArrival.OtherBase, _) => "nothing was built on",
                (_, FolderArrival.Whole) => "whole after a failure",
                _ => null,
            }).With("state ", "whole", "refused", "why ", "detail ", "no-room", "no-tool", "differs", "other-base", "-", "\n", " ", "No space left on device"),
        4000);
}
