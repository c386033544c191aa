namespace Chimera.Engine.Truth;

/// <summary>The name of one thing that has a state: a realm and a name in it, written <c>fleet/web1</c>.</summary>
public readonly record struct TargetId(string Realm, string Name) : IComparable<TargetId>
{
    public override string ToString() => $"{Realm}/{Name}";

    /// <summary>Reads <c>realm/name</c>; the name may hold further slashes.</summary>
    /// <exception cref="FormatException">There is no realm or no name.</exception>
    public static TargetId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1
            ? new TargetId(text[..slash], text[(slash + 1)..])
            : throw new FormatException($"'{text}' is no target; a target is written realm/name");
    }

    public int CompareTo(TargetId other) => string.CompareOrdinal(ToString(), other.ToString());

    public static bool operator <(TargetId left, TargetId right) => left.CompareTo(right) < 0;

    public static bool operator >(TargetId left, TargetId right) => left.CompareTo(right) > 0;

    public static bool operator <=(TargetId left, TargetId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TargetId left, TargetId right) => left.CompareTo(right) >= 0;
}
