using System.Text;

namespace Chimera.Agreement.Generation;

/// <summary>Lines of TOML, spaced and commented now and then.</summary>
internal sealed class TomlWriter(Chance chance)
{
    private readonly StringBuilder _text = new();

    public void Line(string key, string value)
    {
        _text.Append(chance.OneIn(6) ? "  " : "").Append(key).Append(chance.OneIn(8) ? "=" : " = ").Append(value);
        _text.Append(chance.OneIn(20) ? " # why\n" : "\n");
    }

    public void Maybe(int percent, string key, Func<string> value)
    {
        if (chance.Percent(percent))
        {
            Line(key, value());
        }
    }

    public void Section(string name)
    {
        if (chance.OneIn(5))
        {
            _text.Append(chance.Of("\n", "# section\n", "\n\n"));
        }

        _text.Append(name).Append('\n');
    }

    public void Raw(string text) => _text.Append(text);

    public override string ToString() => chance.OneIn(10) ? _text.ToString().Replace("\n", "\r\n", StringComparison.Ordinal)
        : _text.ToString();
}
