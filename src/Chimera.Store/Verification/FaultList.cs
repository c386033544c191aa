using System.Collections.Immutable;

namespace Chimera.Store.Verification;

/// <summary>Puts faults in order and makes one of those that follow one another, so that an inserted entry is one fault and not all entries after it.</summary>
internal static class FaultList
{
    public static ImmutableArray<Fault> Of(IEnumerable<Fault> faults)
    {
        var list = ImmutableArray.CreateBuilder<Fault>();
        var last = -1L;
        foreach (var fault in faults.OrderBy(fault => fault.Entry ?? long.MaxValue).ThenBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Offset))
        {
            var follows = list.Count > 0 && fault.Entry == last + 1 && fault.Code == list[^1].Code && fault.File == list[^1].File;
            last = fault.Entry ?? -1;
            if (follows)
            {
                var message = list[^1].Message.Split(", and so on", 2)[0];
                list[^1] = list[^1] with { Message = $"{message}, and so on to entry {last}" };
            }
            else
            {
                list.Add(fault);
            }
        }

        return list.ToImmutable();
    }
}
