using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chimera.Fleet.Lab;

/// <summary>How a lab's record is written; made when Chimera is built, so that what is trimmed for a package stays readable.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, WriteIndented = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LabRecord))]
internal sealed partial class LabRecordJson : JsonSerializerContext;
