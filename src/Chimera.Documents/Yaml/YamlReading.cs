using System.Collections.Immutable;

namespace Chimera.Documents.Yaml;

/// <summary>What came of reading a YAML file.</summary>
/// <param name="Root">Null when there is no document, or it could not be read.</param>
/// <param name="Problems">Empty when the file is YAML.</param>
public sealed record YamlReading(YamlNode? Root, ImmutableArray<YamlProblem> Problems);
