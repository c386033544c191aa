using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;

namespace Chimera.Engine.Truth;

/// <summary>A realm's section of the truth file, as the file's schema and reference show it.</summary>
/// <param name="Name">The realm's name.</param>
/// <param name="Shape">What the section may hold.</param>
/// <param name="SettingsOf">Makes the settings that the realm brings with it, by group; asked only by those who need them all.</param>
public sealed record RealmSection(string Name, IDescribed Shape, string Description, Func<ImmutableArray<SettingsGroup>> SettingsOf);
