using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Chimera.Store.Tests.Faults;

/// <summary>Reads what <c>strace -f -y -xx</c> wrote of a process: what it did to the disk, in the order in which it was done.</summary>
internal static partial class SystemCalls
{
    public static readonly string[] Trace =
    [
        "strace", "-f", "-y", "-xx", "-s", "1000000",
        "-e", "trace=openat,write,pwrite64,pwritev,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link", "-o",
    ];

    /// <param name="lines">The trace.</param>
    /// <param name="folder">What lies outside of this folder is passed over.</param>
    /// <param name="told">The file of which each line is an append that its caller knows of.</param>
    public static IEnumerable<DiskChange> Read(IEnumerable<string> lines, string folder, string told)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var call in Whole(lines).Select(line => Call().Match(line)).Where(call => call.Success && call.Groups["result"].ValueSpan[0] != '-'))
        {
            var texts = Hexadecimal().Matches(call.Groups["arguments"].Value).Select(match => Decode(match.Value)).ToArray();
            var paths = texts.Select(Encoding.UTF8.GetString).ToArray();
            foreach (var change in Of(call.Groups["name"].Value, call.Groups["arguments"].Value, texts, paths, known))
            {
                if (change is DiskChange.Written written && written.Path == told)
                {
                    foreach (var line in Encoding.UTF8.GetString(written.Bytes).Split('\n').Where(line => line.StartsWith("acknowledged ", StringComparison.Ordinal)))
                    {
                        yield return new DiskChange.Acknowledged(int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
                    }
                }
                else if (PathOf(change) is { } path && (path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal)))
                {
                    yield return change;
                }
            }
        }
    }

    private static IEnumerable<DiskChange> Of(string name, string arguments, byte[][] texts, string[] paths, HashSet<string> known)
    {
        switch (name)
        {
            case "openat" when arguments.Contains("O_CREAT", StringComparison.Ordinal):
                return known.Add(paths[^1]) ? [new DiskChange.Created(paths[^1])] : arguments.Contains("O_TRUNC", StringComparison.Ordinal) ? [new DiskChange.Cut(paths[^1], 0)] : [];
            case "mkdir" or "mkdirat":
                return [new DiskChange.FolderMade(paths[^1])];
            case "pwrite64":
                return [new DiskChange.Written(paths[0], long.Parse(arguments.Split(", ")[^1], CultureInfo.InvariantCulture), texts[1])];
            case "write":
                return [new DiskChange.Written(paths[0], -1, texts.Length > 1 ? texts[1] : [])];
            case "ftruncate":
                return [new DiskChange.Cut(paths[0], long.Parse(arguments.Split(", ")[^1], CultureInfo.InvariantCulture))];
            case "fsync" or "fdatasync":
                return [new DiskChange.Synced(paths[0])];
            case "rename":
                known.Add(paths[1]);
                known.Remove(paths[0]);
                return [new DiskChange.Moved(paths[0], paths[1])];
            case "unlink" or "rmdir":
                known.Remove(paths[0]);
                return [new DiskChange.Removed(paths[0])];
            case "openat":
                return [];
            default:
                throw new NotSupportedException($"{name} is not expected of the store");
        }
    }

    private static string? PathOf(DiskChange change) => change switch
    {
        DiskChange.Created created => created.Path,
        DiskChange.FolderMade made => made.Path,
        DiskChange.Written written => written.Path,
        DiskChange.Cut cut => cut.Path,
        DiskChange.Moved moved => moved.To,
        DiskChange.Removed removed => removed.Path,
        DiskChange.Synced synced => synced.Path,
        _ => null,
    };

    /// <summary>A call during which another thread made one is written in two parts.</summary>
    private static IEnumerable<string> Whole(IEnumerable<string> lines)
    {
        var begun = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var thread = line.Split(' ', 2)[0];
            if (line.EndsWith(" <unfinished ...>", StringComparison.Ordinal))
            {
                begun[thread] = line[..^" <unfinished ...>".Length];
            }
            else if (Resumed().Match(line) is { Success: true } rest && begun.Remove(thread, out var start))
            {
                yield return start + rest.Groups["rest"].Value;
            }
            else
            {
                yield return line;
            }
        }
    }

    private static byte[] Decode(string text) => Convert.FromHexString(text[1..^1].Replace("\\x", "", StringComparison.Ordinal));

    [GeneratedRegex(@"^[0-9]+ +(?<name>[a-z0-9]+)\((?<arguments>.*)\) += (?<result>\S+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Call();

    [GeneratedRegex(@"[""<](\\x[0-9a-f]{2})*["">]", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"<\.\.\. [a-z0-9]+ resumed>(?<rest>.*)$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Resumed();
}
