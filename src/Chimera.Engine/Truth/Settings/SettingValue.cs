namespace Chimera.Engine.Truth.Settings;

/// <summary>A setting with its value and who set it.</summary>
/// <param name="Value">Of the setting's type.</param>
/// <param name="Text">The value as it would be written.</param>
public sealed record SettingValue(Setting Setting, object Value, string Text, SettingOrigin Origin);
