using System.Globalization;
using System.Text.RegularExpressions;
using Chimera.Store.Files;

namespace Chimera.Store;

/// <summary>The process that says it writes to a state folder.</summary>
/// <param name="Description">Who it is, in one line for a person.</param>
public sealed partial record StateWriter(int ProcessId, string Description)
{
    /// <returns>Null when nobody has said so.</returns>
    public static StateWriter? Of(StateFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var holder = WriterLock.Holder(folder.Lock);
        var process = Process().Match(holder);
        return process.Success ? new StateWriter(int.Parse(process.Groups["id"].ValueSpan, CultureInfo.InvariantCulture), holder) : null;
    }

    [GeneratedRegex(", process (?<id>[0-9]{1,9}),", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Process();
}
