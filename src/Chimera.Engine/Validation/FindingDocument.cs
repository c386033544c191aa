using System.Text.Json.Nodes;
using Chimera.Engine.Record;
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

    /// <exception cref="FormatException">The document is no finding.</exception>
    public static Finding Read(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new Finding(
            document.Text("code"),
            document.Word<Severity>("severity"),
            document.Text("message"),
            document.TextOrNull("remedy"),
            document.PartOrNull("place") is { } place
                ? new Place(place.Text("file"), place.Whole("line"), place.Whole("column"))
                : null,
            document.TextOrNull("target") is { } target ? TargetId.Parse(target) : null);
    }
}
