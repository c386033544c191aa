using System.Runtime.InteropServices;

namespace Chimera.Sites.Netlify.Toml;

/// <summary>An error as smol-toml throws it.</summary>
/// <param name="Text">What it says.</param>
/// <param name="At">The character it points at.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SmolError(string Text, int At);
