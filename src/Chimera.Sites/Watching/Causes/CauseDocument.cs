using System.Text.Json.Nodes;

namespace Chimera.Sites.Watching.Causes;

/// <summary>A cause as JSON: the same in the record and on the command line.</summary>
public static class CauseDocument
{
    private const int MostPaths = 20;

    public static JsonObject Write(Cause cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        JsonObject document = cause switch
        {
            Cause.DeployedElsewhere elsewhere => new()
            {
                ["kind"] = "deployed-elsewhere", ["deploy"] = elsewhere.Deploy, ["at"] = elsewhere.At?.UtcDateTime.ToString("O"),
            },
            Cause.EditedOnHost edited => new()
            {
                ["kind"] = "edited-on-host", ["count"] = edited.Paths.Length,
                ["paths"] = new JsonArray([.. edited.Paths.Take(MostPaths).Select(path => JsonValue.Create(ShownText.Cut(path)))]),
            },
            Cause.ChangedOnTheWay => new() { ["kind"] = "changed-on-the-way" },
            Cause.OlderRelease older => new()
            {
                ["kind"] = "older-release", ["certificate"] = older.Certificate, ["certified"] = older.Certified.UtcDateTime.ToString("O"),
            },
            Cause.Unknown => new() { ["kind"] = "unknown" },
            _ => throw new InvalidOperationException("no such cause"),
        };
        document["evidence"] = new JsonArray([.. cause.Evidence.Select(line => JsonValue.Create(line))]);
        return document;
    }
}
