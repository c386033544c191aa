using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chimera.Engine.Record;

/// <summary>
/// What a document that Chimera wrote says, member by member. Such a document may be damaged or changed by hand: whatever it does not say as it was
/// written is a <see cref="FormatException"/> that names the member. A member that is null is missing.
/// </summary>
/// <remarks>For answers of others, where anything may be missing, <see cref="JsonScalar"/>.</remarks>
public static class JsonFacts
{
    private const int Depth = 64;
    private const long MostMilliseconds = long.MaxValue / TimeSpan.TicksPerMillisecond;

    /// <exception cref="FormatException">It is no JSON object, or not the whole of one, or names a member twice.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> document, int depth = Depth)
    {
        try
        {
            return Root(JsonNode.Parse(document, nodeOptions: null, Strict(depth)) as JsonObject, "object");
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            throw Unreadable(e);
        }
    }

    /// <exception cref="FormatException">It is no JSON object, or not the whole of one, or names a member twice.</exception>
    public static JsonObject Parse(string document, int depth = Depth)
    {
        try
        {
            return Root(JsonNode.Parse(document, nodeOptions: null, Strict(depth)) as JsonObject, "object");
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            throw Unreadable(e);
        }
    }

    /// <summary>A document that is a list of objects.</summary>
    /// <exception cref="FormatException">It is none, or not the whole of one, or names a member twice.</exception>
    public static ImmutableArray<JsonObject> ParseParts(ReadOnlySpan<byte> document)
    {
        try
        {
            return Objects(Root(JsonNode.Parse(document, nodeOptions: null, Strict(Depth)) as JsonArray, "list"), "the document");
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            throw Unreadable(e);
        }
    }

    public static bool Has(this JsonObject document, string name) => Find(document, name) is not null;

    public static string Text(this JsonObject document, string name) =>
        Find(document, name) is var node && node.TextOrNull() is { } text ? text : throw Not(node, name, "text");

    public static string? TextOrNull(this JsonObject document, string name) => document.Has(name) ? document.Text(name) : null;

    public static bool Flag(this JsonObject document, string name) =>
        Find(document, name) is var node && node.FlagOrNull() is { } flag ? flag : throw Not(node, name, "truth value");

    /// <summary>A whole number of 32 bits.</summary>
    public static int Whole(this JsonObject document, string name) =>
        Find(document, name) is var node && node.WholeOrNull() is { } number ? number : throw Not(node, name, "whole number of 32 bits");

    public static int? WholeOrNull(this JsonObject document, string name) => document.Has(name) ? document.Whole(name) : null;

    /// <summary>A whole number of 64 bits.</summary>
    public static long Long(this JsonObject document, string name) =>
        Find(document, name) is var node && node.LongOrNull() is { } number ? number : throw Not(node, name, "whole number of 64 bits");

    /// <summary>A text that is the name of a value, in whatever case.</summary>
    public static T Word<T>(this JsonObject document, string name)
        where T : struct, Enum
    {
        var text = document.Text(name);
        var names = Enum.GetNames<T>();
        return Array.FindIndex(names, one => string.Equals(one, text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index
            ? Enum.Parse<T>(names[index])
            : throw new FormatException($"'{name}' is none of {string.Join(", ", names)}");
    }

    /// <summary>A span of whole milliseconds.</summary>
    public static TimeSpan Milliseconds(this JsonObject document, string name) =>
        document.Long(name) is >= -MostMilliseconds and <= MostMilliseconds and var number
            ? TimeSpan.FromMilliseconds(number)
            : throw new FormatException($"'{name}' is too long a time");

    /// <summary>A span as <c>1.02:03:04.0000005</c>.</summary>
    public static TimeSpan Span(this JsonObject document, string name) =>
        TimeSpan.TryParseExact(document.Text(name), "c", CultureInfo.InvariantCulture, out var span)
            ? span
            : throw new FormatException($"'{name}' is no span of time");

    /// <summary>An instant, as it was written with the format.</summary>
    public static DateTimeOffset Time(this JsonObject document, string name, string format = "O") =>
        DateTimeOffset.TryParseExact(document.Text(name), format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new FormatException($"'{name}' is no time");

    public static Uri Address(this JsonObject document, string name) =>
        Uri.TryCreate(document.Text(name), UriKind.Absolute, out var address) ? address : throw new FormatException($"'{name}' is no address");

    public static Uri? AddressOrNull(this JsonObject document, string name) => document.Has(name) ? document.Address(name) : null;

    /// <summary>An object.</summary>
    public static JsonObject Part(this JsonObject document, string name) =>
        Find(document, name) is var node && node is JsonObject part ? part : throw Not(node, name, "object");

    public static JsonObject? PartOrNull(this JsonObject document, string name) => document.Has(name) ? document.Part(name) : null;

    /// <summary>A list of objects.</summary>
    public static ImmutableArray<JsonObject> Parts(this JsonObject document, string name) => Objects(document.List(name), $"'{name}'");

    /// <summary>A list of anything.</summary>
    public static JsonArray List(this JsonObject document, string name) =>
        Find(document, name) is var node && node is JsonArray list ? list : throw Not(node, name, "list");

    public static JsonArray? ListOrNull(this JsonObject document, string name) => document.Has(name) ? document.List(name) : null;

    /// <summary>A list of lists.</summary>
    public static ImmutableArray<JsonArray> Lists(this JsonObject document, string name) =>
        [.. document.List(name).Select(item => item as JsonArray ?? throw new FormatException($"'{name}' is no list of lists"))];

    public static ImmutableArray<string> Texts(this JsonObject document, string name) =>
        [.. document.List(name).Select(item => item.TextOrNull() ?? throw new FormatException($"'{name}' is no list of texts"))];

    /// <summary>The names of all members.</summary>
    public static ImmutableArray<string> Names(this JsonObject document) =>
        Looked(document, static (document, _) => document.Select(member => member.Key).ToImmutableArray(), "");

    public static string Text(this JsonArray list, int place) =>
        Find(list, place).TextOrNull() ?? throw new FormatException($"number {place + 1} of a list is no text");

    public static int Whole(this JsonArray list, int place) =>
        Find(list, place).WholeOrNull() ?? throw new FormatException($"number {place + 1} of a list is no whole number of 32 bits");

    public static long Long(this JsonArray list, int place) =>
        Find(list, place).LongOrNull() ?? throw new FormatException($"number {place + 1} of a list is no whole number of 64 bits");

    private static JsonNode? Find(JsonObject document, string name) => Looked(document, static (document, name) => document[name], name);

    private static JsonNode? Find(JsonArray list, int place) => place < list.Count ? list[place] : null;

    private static T Looked<T>(JsonObject document, Func<JsonObject, string, T> look, string name)
    {
        try
        {
            return look(document, name);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // A parsed object looks at its members late, and only then notices one that stands there twice, or a name that is no text.
            throw new FormatException(e is ArgumentException ? "a member stands there twice" : "the name of a member is no text", e);
        }
    }

    private static ImmutableArray<JsonObject> Objects(JsonArray list, string name) =>
        [.. list.Select(item => item as JsonObject ?? throw new FormatException($"{name} is no list of objects"))];

    private static FormatException Not(JsonNode? node, string name, string kind) =>
        new(node is null ? $"'{name}' is missing" : $"'{name}' is no {kind}");

    private static T Root<T>(T? root, string kind)
        where T : JsonNode => root ?? throw new FormatException($"the document is no {kind}");

    private static JsonDocumentOptions Strict(int depth) => new() { AllowDuplicateProperties = false, MaxDepth = depth };

    private static bool IsUnreadable(Exception e) => e is JsonException or ArgumentException or InvalidOperationException;

    private static FormatException Unreadable(Exception e) => new(
        e is JsonException ? $"the document cannot be read: {e.Message}" : "the document holds what is no text", e);
}
