using Chimera.Engine.Truth.Documents;

namespace Chimera.Engine.Truth.Settings;

/// <inheritdoc/>
public sealed class Setting<T>(string key, ScalarShape<T> shape, T fallback, string description) : Setting(key, description)
    where T : notnull
{
    public ScalarShape<T> Shape => shape;

    public override Schema Schema => shape.Schema;

    public override string Noun => shape.Noun;

    public override SettingValue Default => ValueOf(fallback, new SettingOrigin.Default());

    public override SettingValue? Read(string text, Place place, Reading reading, SettingOrigin origin) =>
        shape.TryRead(text, place, reading, out var value) ? ValueOf(value, origin) : null;

    public override SettingValue? DeclareIn(Fields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var placed = fields.Maybe(Name, shape.WithPlace(), Description, shape.Show(fallback));
        return placed is null ? null : ValueOf(placed.Value, new SettingOrigin.File(placed.Place));
    }

    internal override string Show(object value) => $"{shape.Show((T)value)}";

    private SettingValue ValueOf(T value, SettingOrigin origin) => new(this, value, origin);
}
