using Chimera.Engine.Truth;

namespace Chimera.Documents.Yaml;

/// <summary>Why a file is not YAML.</summary>
public sealed record YamlProblem(string Message, string Remedy, Place Place);
