using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;

namespace Chimera.Documents.Yaml;

/// <summary>The file is YAML, but more than is read of any.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "thrown and caught in this folder")]
internal sealed class YamlLimitException(Mark at, string message) : YamlException(at, at, message);
