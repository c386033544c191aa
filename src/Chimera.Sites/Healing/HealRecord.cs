using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Healing;

/// <summary>Healing, as the record tells it: the intent before a file is written, the result after.</summary>
public static class HealRecord
{
    public const string Stream = "heal";

    public static DomainEvent Intent(HealReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new DomainEvent(Stream, EventTypes.HealIntent, new JsonObject
        {
            ["site"] = report.Original.Name,
            ["platform"] = Platforms.PlatformNames.Name(report.Before.Platform),
            ["files"] = new JsonArray([.. report.Touched.Select(file => new JsonObject
            {
                ["file"] = file,
                ["before"] = Digest(report.Original, file),
                ["after"] = Digest(report.Healed, file),
            })]),
        });
    }

    /// <param name="written">Whether the files were changed; otherwise only tried in simulation.</param>
    public static DomainEvent Complete(HealReport report, bool written)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new DomainEvent(Stream, EventTypes.HealComplete, new JsonObject
        {
            ["site"] = report.Original.Name,
            ["platform"] = Platforms.PlatformNames.Name(report.Before.Platform),
            ["written"] = written,
            ["healed"] = report.Ends.Count(end => end is HealEnd.Healed),
            ["left"] = report.Ends.Count(end => end is HealEnd.Left),
            ["attempts"] = new JsonArray([.. report.Attempts.GroupBy(attempt => (attempt.Healer, attempt.Code, Worked: attempt.Refused is null)).Select(group => new JsonObject
            {
                ["healer"] = group.Key.Healer,
                ["code"] = group.Key.Code,
                ["worked"] = group.Key.Worked,
                ["times"] = group.Count(),
            })]),
        });
    }

    private static string? Digest(SiteFolder folder, string file) =>
        folder.Read(file, int.MaxValue - 1) is { } bytes ? $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}" : null;
}
