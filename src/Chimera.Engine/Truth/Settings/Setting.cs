using Chimera.Engine.Truth.Documents;

namespace Chimera.Engine.Truth.Settings;

/// <summary>One thing that can be set by a flag, the environment or the truth file, in that order.</summary>
/// <param name="key"><c>group.name</c> or <c>name</c>, in lower case with underscores.</param>
/// <param name="description">For the reference: what it does, without a full stop.</param>
public abstract class Setting(string key, string description)
{
    public const string EnvironmentPrefix = "CHIMERA_";

    public string Key => key;

    public string Description => description;

    /// <summary><c>CHIMERA_GROUP_NAME</c>.</summary>
    public string EnvironmentName => EnvironmentPrefix + key.Replace('.', '_').ToUpperInvariant();

    /// <summary>The part before the dot; empty when there is none.</summary>
    public string Group => key.Contains('.', StringComparison.Ordinal) ? key[..key.IndexOf('.', StringComparison.Ordinal)] : "";

    /// <summary>The part after the dot.</summary>
    public string Name => key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..];

    public abstract Schema Schema { get; }

    public abstract string Noun { get; }

    /// <summary>The value when nobody sets it.</summary>
    public abstract SettingValue Default { get; }

    /// <summary>Reads a value that was given as text.</summary>
    /// <returns>The value, or null after reporting what is wrong.</returns>
    public abstract SettingValue? Read(string text, Place place, Reading reading, SettingOrigin origin);

    /// <summary>Declares the setting as a key of an object.</summary>
    public abstract SettingValue? DeclareIn(Fields fields);

    /// <summary>A value of this setting as it would be written.</summary>
    internal abstract string Show(object value);

    public override string ToString() => key;
}
