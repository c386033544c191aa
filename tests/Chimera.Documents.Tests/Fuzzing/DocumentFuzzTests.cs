using Chimera.Documents.Toml;
using Chimera.Documents.Yaml;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Documents.Tests.Fuzzing;

/// <summary>Files that anybody may have written: a tree, or findings with places in the text.</summary>
public sealed class DocumentFuzzTests
{
    private const string Truth = "version: 1\nrollout: {canary: 1, stagger: 0s}\nfleet:\n  hosts:\n    web1: {address: 10.0.0.1, tags: [web, 'eu']}\n"
        + "  systems:\n    web:\n      flake: \".#a.{host}\"\n      on: web\n      health:\n        - command: |\n            a\n            b\n";

    private const string Foreign = "base: &b {k: 1, on: yes}\nlist:\n- *b\n- !!str 7\n- >\n  folded\n  text\n- ? [a, b]\n  : c\n---\nsecond: true\n...\n";

    private const string Toml = "# site\n[build] # here\n  command = \"npm run \\\"x\\\"\"\n[[redirects]]\nfrom = \"/*\"\nquery = { id = ':id', n = [1, 2.5e3, # c\n inf] }\n"
        + "at = 1979-05-27T07:32:00Z\nlong = \"\"\"\na\\\n  b\"\"\"\nraw = '''\n'x' '''\na.\"b c\" = 0x1F\n";

    [Fact]
    public void A_truth_file_is_a_tree_or_has_findings_inside_its_text() => Fuzzer.Run(
        FuzzTarget.Bytes("yaml", [Truth], bytes =>
        {
            var findings = new Findings();
            var root = YamlReader.Read(bytes, "chimera.yaml", findings);
            var places = new PlaceInText(bytes);
            return root is null && !findings.HasErrors ? "neither a tree nor a finding"
                : findings.ByPlace().Select(finding => finding.Place is { } place ? places.Wrong(place) : $"{finding.Code} has no place").FirstOrDefault(wrong => wrong is not null);
        }).With("- ", ": ", "? ", "&a ", "*a", "!!x ", "|\n", ">\n", "'", "\"", "<<: ", "---\n", "...\n", "%YAML 1.2\n", "{a: ", "[[", "\n  ") with { MostBytes = 256 * 1024 },
        4000);

    [Fact]
    public void Somebody_elses_YAML_is_a_tree_or_has_problems_inside_its_text() => Fuzzer.Run(
        FuzzTarget.Bytes("yaml-foreign", [Foreign, Truth], bytes =>
        {
            var read = YamlDocumentReader.Read(SourceFile.Decode("render.yaml", bytes));
            var places = new PlaceInText(bytes);
            return read.Problems.Select(problem => places.Wrong(problem.Place)).FirstOrDefault(wrong => wrong is not null);
        }).With("- ", ": ", "? ", "&b ", "*b", "!!int ", "|\n", ">-\n", "'", "\"", "<<: *b\n", "---\n", "...\n", "{a: ", "[[", "\n  ") with { MostBytes = 256 * 1024 },
        4000);

    [Fact]
    public void A_TOML_file_loses_no_character_and_has_its_problems_inside_its_text() => Fuzzer.Run(
        FuzzTarget.Bytes("toml", [Toml], bytes =>
        {
            var source = SourceFile.Decode("netlify.toml", bytes);
            var document = TomlDocument.Parse(source, TomlVersion.V10);
            return string.Concat(document.Items.Select(item => source.Text.Substring(item.Span.Start, item.Span.Length))) != source.Text ? "its pieces are not the text"
                : document.Problems.Any(problem => problem.Span.Start < 0 || problem.Span.End > source.Text.Length) ? "a problem is outside of the text"
                : null;
        }).With("[", "[[", "]", "]]", "=", "\"\"\"", "'''", "{", "}", "#", "\\u", "0x", "inf", "1979-05-27", "a.b", "\r") with { MostBytes = 256 * 1024 },
        4000);
}
