using System.Text;
using Chimera.Engine.Truth;

namespace Chimera.Tests.Common.Fuzzing;

/// <summary>Whether a place of a finding is one in the text it speaks of.</summary>
internal sealed class PlaceInText
{
    private readonly string[][] _readings;

    public PlaceInText(ReadOnlySpan<byte> text)
    {
        // Lines as an editor counts them, or as YAML does, for which a carriage return, a next line and the separators end one too.
        var decoded = Encoding.UTF8.GetString(text).TrimStart('\uFEFF');
        _readings = [decoded.Split('\n'), decoded.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r', '\u0085', '\u2028', '\u2029')];
    }

    /// <summary>Null when it is; a place without a line speaks of the whole text. One line and one column behind the end may be meant.</summary>
    public string? Wrong(Place place) =>
        place is { Line: 0, Column: 0 } || Array.Exists(_readings, lines => Holds(lines, place)) ? null : $"{place} is not in a text of {_readings[1].Length} lines";

    private static bool Holds(string[] lines, Place place) =>
        place.Line >= 1 && place.Line <= lines.Length + 1
        && place.Column >= 1 && place.Column <= (place.Line > lines.Length ? 0 : lines[place.Line - 1].Length) + 2;
}
