using Chimera.Fleet.Declaration.DeployRs;
using Chimera.Fleet.Nix;
using Chimera.Fleet.Processes;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Fleet.Tests.Fuzzing;

/// <summary>What Nix and the builders under it print.</summary>
public sealed class NixFuzzTests
{
    private const string Dump = """
        /nix/store/ss71jcbyb32d5lpfribpsis2w7glzkhl-lib-1.2
        10551daed7fa467d0b58826e7eb9a0f2af7d693de319f2ef775fffcda244b9f6
        120

        0
        /nix/store/gn3x8m7yvib2v8gc5k99hx58v827maf5-top-1.0
        fbb3b0816a1e13148bea39a6cd904d61882ef47beb26791a115f871efab22afd
        344
        /nix/store/6cqll09xy9h5l7id784nan79bfbl1j9z-top-1.0.drv
        2
        /nix/store/gn3x8m7yvib2v8gc5k99hx58v827maf5-top-1.0
        /nix/store/ss71jcbyb32d5lpfribpsis2w7glzkhl-lib-1.2

        """;

    private static readonly string[] Errors =
    [
        "warning: Git tree '/srv/infra' is dirty\nerror: deep\n\n       … while evaluating 'f'\n\n       at /srv/infra/deep.nix:1:9:\n\n            1| let f = x:\n             |         ^\n",
        "error:\n       … from call site\n         at /pwd/flake.nix:3:4:\n\n       error: function 'anonymous lambda' called without required argument '\u001b[35;1my\u001b[0m'\n       at /pwd/lang/eval.nix:2:3:\n",
        "error:\n\n       error:\n       Failed assertions:\n       - The 'fileSystems' option does not specify your root file system.\n",
        "building '/nix/store/a-x.drv'...\nline one\nerror: builder for '/nix/store/a-x.drv' failed with exit code 1;\n       last 2 log lines:\n       > one\n       > two\n       For full logs, run 'nix log'\n",
        "error: Cannot build '/nix/store/a-x.drv'.\n       Reason: builder failed with exit code 1.\n       Last 2 log lines:\n       > one\n",
        "error: cannot connect to socket at '/nix/var/nix/daemon-socket/socket': Permission denied\n",
    ];

    private static readonly string[] Words =
    [
        "error:", "error: ", "at /a.nix:1:2:", "\n", "       ", " ", "builder for '", "' failed", "error: Cannot build '", "'.", "Reason: ", "> ", "\u001b[31", "\u001b[", "0;", ":1:1", "/nix/var/", "/nix/store'", "Permission denied", ".",
    ];

    private const string Failed = "error: builder for '/nix/store/a-x.drv' failed with exit code 1\n";

    // Lines as long as they can be, each of a form that leaves many ways to read it.
    private static readonly string[] Hard =
    [
        "Reason: " + new string(' ', 16_000) + "x", new string(' ', 16_000) + "x", "at /a" + string.Concat(Enumerable.Repeat(":1:1 ", 3000)) + "x", "at /a:1:1" + new string(' ', 16_000) + "x",
        string.Concat(Enumerable.Repeat("error: builder for 'a", 700)), string.Concat(Enumerable.Repeat("error: Cannot build 'a", 700)) + "\n", "this " + string.Concat(Enumerable.Repeat("derivation ", 1400)),
        string.Concat(Enumerable.Repeat("\u001b[0;", 4000)), "error: /nix/var/" + string.Concat(Enumerable.Repeat("/nix/var/", 1700)), "at /" + string.Concat(Enumerable.Repeat("0123456789abcdf0123456789abcdf01-source/", 380)) + ":1:1",
    ];

    [Fact]
    public void The_registration_of_a_store_is_paths_or_refused() => Fuzzer.Run(
        FuzzTarget.Text("registration", [Dump], text =>
        {
            try
            {
                var paths = Registration.Read(text);
                var closure = new Closure("/nix/store/x", paths);
                return closure.NarSize >= 0 && ClosureDiff.Between(null, closure).Changes.Length <= paths.Length ? null : "more changes than paths";
            }
            catch (FormatException)
            {
                return null;
            }
        }).With("\n", "/nix/store/ss71jcbyb32d5lpfribpsis2w7glzkhl-lib-1.2\n", "0\n", "ff", "-"),
        4000);

    [Fact]
    public void Two_closures_of_any_paths_have_a_difference() => Fuzzer.Run(
        FuzzTarget.Text("closure-diff", [Dump + "\u0001" + Dump], text =>
        {
            try
            {
                var halves = text.Split('\u0001');
                var (before, after) = (new Closure("a", Registration.Read(halves[0])), new Closure("b", Registration.Read(halves[^1])));
                return ClosureDiff.Between(after, after).Changes.IsEmpty && ClosureDiff.Between(before, after).Changes.All(change => change.Subject.Length <= 211) ? null : "a closure differs from itself";
            }
            catch (FormatException)
            {
                return null;
            }
        }).With("\u0001", "-1.3", "-lib-2", "/nix/store/", "ss71jcbyb32d5lpfribpsis2w7glzkhl"),
        3000);

    [Fact]
    public void What_Nix_says_when_it_fails_becomes_one_short_line() => Fuzzer.Run(
        FuzzTarget.Text("nix-errors", Errors, text =>
        {
            // As it comes: cut into lines, and only the end of it kept.
            var tail = new LineTail(null);
            tail.Add(text);
            tail.Complete();
            var said = tail.ToString();
            var findings = new[] { NixFindings.EvaluationFailed(".#x", said, "/srv"), BuildErrors.Explain("x", said), NixFindings.ExportFailed(said), NixErrors.StoreTrouble(said) };
            return findings.FirstOrDefault(why => why is not null && (why.Message.Contains('\n', StringComparison.Ordinal) || why.Message.Length > 2000)) is { } loud ? $"'{loud.Message}' is not one short line" : null;
        }).With(Words).Keeping([.. Hard.Select(line => Failed + string.Concat(Enumerable.Repeat(line + "\n", LineTail.Limit / LineTail.LongestLine)))]) with { MostBytes = 300 * 1024 },
        4000);

    [Fact]
    public void The_JSON_of_Nix_is_read_whole_or_refused() => Fuzzer.Run(
        FuzzTarget.Text("nix-json", ["""{"a": [1, 2.5e3, null, "x\n\u00e9"], "b": {"c": true}}"""], text => NixJson.Read("x", text) switch
        {
            NixAnswer<System.Text.Json.Nodes.JsonNode?>.Done done => JsonNodes.Of(done.Value, "x") is null ? "no node" : null,
            NixAnswer<System.Text.Json.Nodes.JsonNode?>.Failed { Why.Code: "nix.output-unreadable" } => null,
            var other => $"{other}",
        }).With("[[[[", "{\"a\":", "\\ud800", "1e999", "null", "\"a\":1,", "//"),
        3000);
}
