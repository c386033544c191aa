using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Chimera.Engine.Record;

/// <summary>One text, number or truth value of a JSON document, whoever wrote it.</summary>
public static class JsonScalar
{
    /// <returns>False when the node is missing, of another kind or too big for the type.</returns>
    public static bool Try<T>(this JsonNode? node, [NotNullWhen(true)] out T? value)
    {
        try
        {
            value = default;
            return node is JsonValue scalar && scalar.TryGetValue(out value) && value is not null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are not UTF-8: no text.
            value = default;
            return false;
        }
    }

    /// <returns>Null when the node is no text.</returns>
    public static string? TextOrNull(this JsonNode? node) => node.Try(out string? text) ? text : null;

    /// <returns>Null when the node is no whole number of at most 64 bits.</returns>
    public static long? LongOrNull(this JsonNode? node) =>
        // A document that was never written has the number as whoever made it had it.
        node.Try(out long number) ? number : node.Try(out int small) ? small : null;

    /// <returns>Null when the node is no whole number of at most 32 bits.</returns>
    public static int? WholeOrNull(this JsonNode? node) =>
        node.LongOrNull() is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    /// <returns>Null when the node is neither true nor false.</returns>
    public static bool? FlagOrNull(this JsonNode? node) => node.Try(out bool flag) ? flag : null;
}
