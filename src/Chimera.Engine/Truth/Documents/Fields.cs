using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Chimera.Engine.Truth.Documents;

/// <summary>
/// The keys of an object while its shape declares them. The declaring lambda runs against a node to read it, and against nothing to
/// describe it; so it may only gather values, not look at them: what could not be read is <c>default</c>, and the result is then dropped.
/// </summary>
public sealed class Fields
{
    private readonly MapNode? _map;
    private readonly Reading? _reading;
    private readonly List<SchemaField> _declared = [];
    private readonly List<ImmutableArray<string>> _exactlyOneOf = [];
    private bool _usable = true;

    internal Fields(MapNode? map, Reading? reading)
    {
        _map = map;
        _reading = reading;
    }

    public T Required<T>(string key, Shape<T> shape, string description)
    {
        Declare(key, shape, required: true, null, description);
        if (TryRead(key, shape, out var value) is Presence.Absent)
            Missing($"{Path(key)} is missing: {description}", $"add '{key}: …'");

        return value!;
    }

    public T Optional<T>(string key, Shape<T> shape, T fallback, string description)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Declare(key, shape, required: false, shape.Show(fallback), description);
        return TryRead(key, shape, out var value) is Presence.Absent ? fallback : value!;
    }

    /// <summary>A key that may be left out; null then.</summary>
    /// <param name="otherwise">What holds then, for the reference.</param>
    public T? Maybe<T>(string key, Shape<T> shape, string description, JsonNode? otherwise = null)
        where T : class
    {
        Declare(key, shape, required: false, otherwise, description);
        _ = TryRead(key, shape, out var value);
        return value;
    }

    /// <inheritdoc cref="Maybe"/>
    public T? MaybeValue<T>(string key, Shape<T> shape, string description, JsonNode? otherwise = null)
        where T : struct
    {
        Declare(key, shape, required: false, otherwise, description);
        return TryRead(key, shape, out var value) is Presence.Read ? value : null;
    }

    /// <summary>Several keys of which exactly one must be there.</summary>
    public T ExactlyOne<T>(params ReadOnlySpan<(string Key, Shape<T> Shape, string Description)> cases)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        T? value = default;
        foreach (var (key, shape, description) in cases)
        {
            keys.Add(key);
            Declare(key, shape, required: false, null, description);
            if (TryRead(key, shape, out var read) is Presence.Read)
                value = read;
        }

        _exactlyOneOf.Add(keys.ToImmutable());
        MapEntry[] present = [.. _map?.Entries.Where(entry => keys.Contains(entry.Key)) ?? []];
        var either = Wording.Either(keys);
        if (present.Length == 0)
            Missing($"{_reading?.Subject} has none of {either}", $"add exactly one of {either}");
        else if (present.Length > 1)
            Clash(present);

        return value!;
    }

    internal Schema.Structure Describe() => new([.. _declared], [.. _exactlyOneOf]);

    /// <summary>Reports the keys nobody declared.</summary>
    /// <returns>Whether every declared key could be read.</returns>
    internal bool Close()
    {
        var known = _declared.ConvertAll(field => field.Key);
        foreach (var entry in _map!.Entries.Where(entry => !known.Contains(entry.Key)))
        {
            var hint = Nearest.Hint(entry.Key, known, $"remove it; known here: {string.Join(", ", known)}");
            _reading!.Error("truth.unknown-key", entry.KeyPlace, $"{Path(entry.Key)} is not a known key", hint);
        }

        return _usable;
    }

    private void Declare<T>(string key, Shape<T> shape, bool required, JsonNode? otherwise, string description) =>
        _declared.Add(new SchemaField(key, _map is null ? shape.Schema : new Schema.Boolean(), required, otherwise, description));

    private Presence TryRead<T>(string key, Shape<T> shape, [MaybeNull] out T value)
    {
        value = default;
        if (_map is null)
            return Presence.Unreadable;

        if (Entry(key) is not { } entry)
            return Presence.Absent;

        if (shape.TryRead(entry.Value, _reading!.Under(key), out value))
            return Presence.Read;

        _usable = false;
        return Presence.Unreadable;
    }

    private MapEntry? Entry(string key) => _map?.Entries.FirstOrDefault(entry => entry.Key == key);

    private void Missing(string message, string remedy)
    {
        if (_map is null)
            return;

        _usable = false;
        _reading!.Error("truth.missing-key", _map.Place, message, remedy);
    }

    private void Clash(MapEntry[] present)
    {
        _usable = false;
        var names = Wording.Both([.. present.Select(entry => entry.Key)]);
        _reading!.Error("truth.conflicting-keys", present[1].KeyPlace, $"{_reading.Subject} has {names}", "keep exactly one of them");
    }

    private string Path(string key) => _reading?.Under(key).Path ?? key;

    private enum Presence
    {
        Absent,
        Unreadable,
        Read,
    }
}
