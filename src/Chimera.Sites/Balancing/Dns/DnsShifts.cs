using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Sites.Balancing.Dns;

/// <summary>
/// Shifts of records, kept here because records say nothing of themselves: the one that was put last, and the one before it, since nobody
/// knows of a change that was cut off whether it was made.
/// </summary>
internal sealed class DnsShifts(INotes notes, string site)
{
    private readonly string _name = $"dns-shift-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(site)).AsSpan(0, 16))}";

    /// <exception cref="RecordUnavailableException">They are not what was written.</exception>
    public IReadOnlyList<BalancerShift> Read() => notes.Read(
        _name, $"the note of the shifts of the records of {site}",
        bytes => JsonFacts.ParseParts(bytes).Select(BalancerShift.Read).ToList()) ?? [];

    /// <param name="next">Null for what is declared.</param>
    /// <param name="before">Null for what is declared.</param>
    public void Write(BalancerShift? next, BalancerShift? before)
    {
        List<BalancerShift> shifts = [.. new[] { next, before }.OfType<BalancerShift>()];
        notes.Write(_name, Encoding.UTF8.GetBytes(new JsonArray([.. shifts.Select(shift => (JsonNode)shift.Write())]).ToJsonString()));
    }
}
