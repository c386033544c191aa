namespace Chimera.Documents.Yaml;

/// <summary>What a scalar is by the core schema of YAML 1.2 (section 10.3).</summary>
public enum YamlType
{
    Text,
    Null,
    Boolean,
    Number,
}
