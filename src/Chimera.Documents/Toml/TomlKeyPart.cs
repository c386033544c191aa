using System.Runtime.InteropServices;

namespace Chimera.Documents.Toml;

/// <summary>One name of a key: <c>b</c> in <c>a.b = 1</c>.</summary>
/// <param name="Name">The name without quotes and escapes.</param>
/// <param name="Span">The name as written, quotes included.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TomlKeyPart(string Name, TextSpan Span);
