namespace Chimera.Engine.Truth.Settings;

/// <summary>A setting with its value and who set it.</summary>
/// <param name="Value">Of the setting's type.</param>
public sealed record SettingValue(Setting Setting, object Value, SettingOrigin Origin)
{
    /// <summary>The value as it would be written.</summary>
    public string Text => Setting.Show(Value);
}
