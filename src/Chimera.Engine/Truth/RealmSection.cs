using Chimera.Engine.Truth.Documents;

namespace Chimera.Engine.Truth;

/// <summary>A realm's section of the truth file, as the file's schema and reference show it.</summary>
/// <param name="Name">The realm's name.</param>
/// <param name="Schema">What the section may hold.</param>
public sealed record RealmSection(string Name, Schema Schema, string Description);
