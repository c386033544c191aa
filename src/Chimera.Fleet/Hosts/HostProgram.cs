using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Chimera.Fleet.Hosts;

/// <summary>
/// What runs on the host: the operations (<c>Host/*.sh</c>, in the order of their names), a dispatcher that knows
/// exactly their names, and the loop. Whole-line comments and blank lines are left out.
/// </summary>
internal sealed partial class HostProgram
{
    private const string Folder = "Chimera.Fleet.Host.";
    private const string Loop = Folder + "loop.sh";

    // Each supervisor reads its whole program before it does anything.
    private static readonly string[] Attended = [.. new[] { "arm", "checks", "folder", "mend", "observe", "overlay", "store", "verdict" }.Select(name => $"{Folder}{name}.sh")];

    private HostProgram(ImmutableArray<string> operations, string text)
    {
        Operations = operations;
        Bytes = Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The operations alone, without a way to call them from outside. What runs where no session is too is one text, to be handed on.</summary>
    public static string Functions { get; } =
        $"chimera_supervisor={Quote(Join(name => name != Loop && !Attended.Contains(name)))}\neval \"$chimera_supervisor\"\n" + Join(Attended.Contains);

    public ImmutableArray<string> Operations { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <param name="extra">Further sources that define operations.</param>
    /// <exception cref="InvalidOperationException">Two sources define one operation.</exception>
    public static HostProgram Build(params ReadOnlySpan<string> extra)
    {
        var functions = Functions + string.Concat(extra.ToArray().Select(Strip));
        var loop = Strip(Resource(Loop));
        var names = OperationHead().Matches(functions + loop).Select(match => match.Groups["name"].Value).ToImmutableArray();
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            throw new InvalidOperationException($"An operation is defined twice among: {string.Join(", ", names)}.");
        return new HostProgram(names, functions + Dispatcher(names) + loop);
    }

    private static string Join(Func<string, bool> wanted) => string.Concat(typeof(HostProgram).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && wanted(name))
        .Order(StringComparer.Ordinal)
        .Select(Resource)
        .Select(Strip));

    private static string Dispatcher(IEnumerable<string> names)
    {
        var text = new StringBuilder("chimera_dispatch() {\nchimera_operation=$1\nshift\ncase $chimera_operation in\n");
        foreach (var name in names)
            text.Append(name).Append(") op_").Append(name).Append(" \"$@\" ;;\n");
        return text.Append("*) echo \"chimera: there is no operation $chimera_operation\" >&2; return 64 ;;\nesac\n}\n").ToString();
    }

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static string Strip(string source)
    {
        var lines = source.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && line.TrimStart()[0] != '#');
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(HostProgram).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^op_(?<name>[a-z][a-z0-9_]*)\(\)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OperationHead();
}
