using System.Text;
using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Tests.Truth;

/// <summary>Reads YAML text with a shape, and shows findings as the lines a person would see.</summary>
internal static class Yaml
{
    public static Node Node(string yaml, Findings findings) => YamlReader.Read(Encoding.UTF8.GetBytes(yaml), "f.yaml", findings)!;

    public static (T? Value, string[] Errors) Read<T>(Shape<T> shape, string yaml)
    {
        var findings = new Findings();
        _ = shape.TryRead(Node(yaml, findings), new Reading(findings), out var value);
        return (value, Lines(findings));
    }

    public static string[] Lines(IEnumerable<Finding> findings) =>
        [.. findings.ByPlace().Select(finding => $"{finding.Place} {finding.Code} {finding.Message}; {finding.Remedy}")];
}
