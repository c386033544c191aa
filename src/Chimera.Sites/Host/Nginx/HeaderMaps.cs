using System.Text;
using Chimera.Sites.Host.Telling;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Host.Nginx;

/// <summary>Header rules as maps of nginx's, one for each name: of the rules that match, the last counts, so they are tried from the last on.</summary>
internal static class HeaderMaps
{
    /// <summary>What nginx says itself, whatever it is told.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Date", "Keep-Alive", "Location", "Server", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    public static bool IsType(string name) => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);

    public static bool CanBeSent(string name) => !Own.Contains(name) && name.Length > 0 && name.All(one => char.IsAsciiLetterOrDigit(one) || "!#%&'*+-.^_`|~".Contains(one, StringComparison.Ordinal));

    /// <summary>The names in the order in which they come first, each with the variable that holds its value.</summary>
    public static IReadOnlyList<(string Name, string Variable)> NamesOf(IEnumerable<HeaderRule> rules, string prefix) =>
        [.. rules.SelectMany(rule => rule.Values.Select(value => value.Key)).Where(CanBeSent).Distinct(StringComparer.Ordinal)
            .Select((name, index) => (name, $"{prefix}_header{index + 1}"))];

    /// <summary>The content types that rules give files; nginx has one for each location.</summary>
    public static IReadOnlyList<string> TypesOf(IEnumerable<HeaderRule> rules) =>
        [.. rules.SelectMany(rule => rule.Values).Where(value => IsType(value.Key) && value.Value.Length > 0).Select(value => value.Value).Distinct(StringComparer.Ordinal)];

    /// <summary>A map to the number of the type in <see cref="TypesOf"/>, from one on; to nothing where no rule gives a type.</summary>
    public static void WriteTypes(StringBuilder text, IReadOnlyList<HeaderRule> rules, IReadOnlyList<string> types, string prefix)
    {
        var order = types.Select((type, at) => (type, at)).ToDictionary(one => one.type, one => $"{one.at + 1}", StringComparer.Ordinal);
        Write(text, rules, IsType, value => order.GetValueOrDefault(value, ""), $"{prefix}_type", $"{prefix}_isfile", $"{prefix}_path");
    }

    /// <param name="isFile">The variable that is <c>1</c> where a file is sent.</param>
    /// <param name="path">The variable that holds the path as sent.</param>
    public static void Write(StringBuilder text, IReadOnlyList<HeaderRule> rules, (string Name, string Variable) header, string isFile, string path) =>
        Write(text, rules, name => name == header.Name, NginxText.Plain, header.Variable, isFile, path);

    private static void Write(
        StringBuilder text, IReadOnlyList<HeaderRule> rules, Func<string, bool> isMeant, Func<string, string> told, string variable, string isFile, string path)
    {
        text.Append($"map \"${isFile} ${path}\" ${variable} {{\n");
        foreach (var rule in rules.Reverse())
        {
            var values = rule.Values.Where(value => isMeant(value.Key)).ToList();
            if (values.Count > 0 && Expressions.PathsOf(rule) is { } paths && NginxText.CanBeTold(values[^1].Value))
            {
                text.Append($"    \"~*^1 {paths}\" \"{told(values[^1].Value)}\";\n");
            }
        }

        text.Append("    default \"\";\n}\n");
    }
}
