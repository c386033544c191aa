using System.Text.Json;

namespace Chimera.Agreement.Oracle;

/// <summary>What Netlify's code says about one site; see <c>oracle/answer.mjs</c>.</summary>
internal sealed class OracleAnswer : IDisposable
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 8192 };

    private readonly JsonDocument _document;

    public OracleAnswer(string line) => _document = JsonDocument.Parse(line, Deep);

    public int Id => _document.RootElement.GetProperty("id").GetInt32();

    /// <summary>Why there is no answer; null when there is one.</summary>
    public string? Failed => _document.RootElement.TryGetProperty("failed", out var why) ? why.GetString() : null;

    public IEnumerable<JsonProperty> Contexts => this["contexts"].EnumerateObject();

    /// <summary>The matcher took the rules.</summary>
    public bool Compiled => this["compiled"].ValueKind == JsonValueKind.True;

    public JsonElement this[string name] => _document.RootElement.GetProperty(name);

    public void Dispose() => _document.Dispose();
}
