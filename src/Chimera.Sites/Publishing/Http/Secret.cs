using System.Text.Json;

namespace Chimera.Sites.Publishing.Http;

/// <summary>A token that was read. It shows itself to nobody but the request that carries it.</summary>
public sealed class Secret
{
    // Shorter ones are no tokens of any platform, and hiding them would garble every message.
    private const int Shortest = 8;
    private const int Longest = 4096;
    private const string Shown = "(token)";

    private readonly string _value;

    // A server that sends back half of an address sends back what is secret in it.
    private readonly string[] _hidden;

    private Secret(string value)
    {
        _value = value;
        _hidden = [value, .. Escaped(value), .. value.Contains('?', StringComparison.Ordinal)
            ? value.Split('?', '&', '=').Skip(1).Where(part => part.Length >= Shortest).Distinct(StringComparer.Ordinal)
            : []];
    }

    public override string ToString() => Shown;

    /// <returns>Null for what cannot be a token: empty, too short or long, or with anything but visible ASCII in it.</returns>
    internal static Secret? Of(string text)
    {
        var value = text.Trim();
        return value.Length is >= Shortest and <= Longest && value.All(c => c is > ' ' and <= '~') ? new Secret(value) : null;
    }

    // As it stands in what was sent: a server may send that back.
    private static IEnumerable<string> Escaped(string value) =>
        new[] { JsonEncodedText.Encode(value).ToString(), value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) }
            .Where(text => text != value).Distinct(StringComparer.Ordinal);

    internal string Reveal() => _value;

    /// <summary>A text from outside without the token in it: servers send back what they were sent.</summary>
    internal string Hide(string text) =>
        _hidden.Aggregate(text, (hidden, part) => hidden.Replace(part, Shown, StringComparison.OrdinalIgnoreCase));
}
