using System.Text.Json.Nodes;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation;

/// <summary>A finding as JSON and back: the same form in the record, on the command line and in the API.</summary>
public static class FindingDocument
{
    public static JsonObject Write(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        JsonObject document = new()
        {
            ["code"] = finding.Code,
            ["severity"] = finding.Severity.ToString().ToLowerInvariant(),
            ["message"] = finding.Message,
        };
        if (finding.Remedy is not null)
        {
            document["remedy"] = finding.Remedy;
        }

        if (finding.Place is { } place)
        {
            document["place"] = new JsonObject { ["file"] = place.File, ["line"] = place.Line, ["column"] = place.Column };
        }

        if (finding.Target is { } target)
        {
            document["target"] = target.ToString();
        }

        return document;
    }

    public static Finding Read(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new Finding(
            document["code"]!.GetValue<string>(),
            Enum.Parse<Severity>(document["severity"]!.GetValue<string>(), ignoreCase: true),
            document["message"]!.GetValue<string>(),
            document["remedy"]?.GetValue<string>(),
            document["place"] is JsonObject place
                ? new Place(place["file"]!.GetValue<string>(), place["line"]!.GetValue<int>(), place["column"]!.GetValue<int>())
                : null,
            document["target"] is { } target ? TargetId.Parse(target.GetValue<string>()) : null);
    }
}
