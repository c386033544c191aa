using System.Text;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;

namespace Chimera.Documents.Tests;

/// <summary>A document read for a test, with its findings as the lines a person would see.</summary>
internal sealed record Reading(Node? Root, string[] Errors)
{
    public static Reading Of(string yaml) => Of(Encoding.UTF8.GetBytes(yaml));

    public static Reading Of(byte[] bytes)
    {
        var findings = new Findings();
        var root = YamlReader.Read(bytes, "chimera.yaml", findings);
        return new Reading(root, [.. findings.ByPlace().Select(finding => $"{finding.Place} {finding.Code} {finding.Message}")]);
    }

    public MapEntry this[int index] => ((MapNode)Root!).Entries[index];
}
