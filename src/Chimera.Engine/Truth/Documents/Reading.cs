using Chimera.Engine.Validation;

namespace Chimera.Engine.Truth.Documents;

/// <summary>A pass of shapes over nodes: where it is (<c>fleet.hosts.web1.port</c>), and what it found wrong so far.</summary>
public sealed class Reading
{
    private readonly Findings _findings;

    public Reading(Findings findings, string path = "")
    {
        _findings = findings;
        Path = path;
    }

    public string Path { get; }

    /// <summary>How the value being read is called in messages.</summary>
    public string Subject => Path.Length == 0 ? "the file" : Path;

    public Reading Under(string key) => new(_findings, Path.Length == 0 ? Wording.Short(key) : $"{Path}.{Wording.Short(key)}");

    public Reading At(int index) => new(_findings, $"{Path}[{index}]");

    public void Error(string code, Place place, string message, string remedy) =>
        _findings.Add(Finding.Error(code, message, remedy, place));

    /// <summary>The node is of the wrong kind altogether.</summary>
    public void WrongType(Node node, string noun, string remedy)
    {
        ArgumentNullException.ThrowIfNull(node);
        Error("truth.wrong-type", node.Place, $"{Subject} is {Wording.KindOf(node)}, not {noun}", remedy);
    }
}
