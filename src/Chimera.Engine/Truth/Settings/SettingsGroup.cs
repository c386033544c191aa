using System.Collections.Immutable;

namespace Chimera.Engine.Truth.Settings;

/// <summary>Settings that stand together under one key of <c>settings</c>.</summary>
/// <param name="Key">The part of their keys before the dot.</param>
/// <param name="Description">What they are about.</param>
public sealed record SettingsGroup(string Key, string Description, ImmutableArray<Setting> Settings);
